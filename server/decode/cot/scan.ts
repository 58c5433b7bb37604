/** Finds where an XML document ends, byte by byte, and sees early what no honest peer sends. */

import { MAGIC } from './tak.ts';

export const MAX_ATTRIBUTE_BYTES = 65_536;

/**
 * `more`: go on. `done`: this byte ends the document. `again`: the document breaks off, and what begins at `from` may be
 * another. `hostile`: a document type, or something deeper or longer than the bounds.
 */
export type Scanned = 'more' | 'done' | 'again' | 'hostile';

type State =
  | 'text'
  | 'opening' // behind <
  | 'name'
  | 'tag'
  | 'quoted'
  | 'slash' // behind / in a tag
  | 'closing' // behind </
  | 'bang' // behind <!
  | 'comment'
  | 'cdata'
  | 'instruction';

const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;
const BANG = 0x21;
const QUESTION = 0x3f;
const DASH = 0x2d;
const BRACKET = 0x5d;
const SINGLE = 0x27;
const DOUBLE = 0x22;
const CDATA = '[CDATA[';
const EVENT = 'event';
const DECLARATIONS = ['DOCTYPE', 'ENTITY', 'ELEMENT', 'ATTLIST', 'NOTATION'];

/** Only what ends a document is looked at: whether it is well formed, the parser says. Keeps no bytes. */
export class DocumentScan {
  readonly #maxDepth: number;
  #state: State = 'text';
  #depth = 0;
  #quote = 0;
  /** Bytes since the state began. */
  #length = 0;
  /** The two bytes before. */
  #before = 0;
  #beforeThat = 0;
  #word = '';
  /** Bytes back from the last one, itself included, at which the other document begins; set with `again`. */
  back = 0;
  /** Why, in words; set with `again` and `hostile`. */
  reason = '';

  constructor(maxDepth: number) {
    this.#maxDepth = maxDepth;
  }

  /** Ready for the first byte of a document, which is `<`. */
  reset(): void {
    this.#enter('text');
    this.#depth = 0;
    this.#before = 0;
    this.#beforeThat = 0;
  }

  take(byte: number): Scanned {
    const scanned = this.#step(byte);
    this.#beforeThat = this.#before;
    this.#before = byte;
    return scanned;
  }

  #step(byte: number): Scanned {
    this.#length++;
    // no character ends so (UTF-8): the document broke off, and a TAK message may begin
    if (byte === MAGIC && this.#before < 0x80) return this.#again(1, 'a byte that no text has');
    switch (this.#state) {
      case 'text':
        if (byte === LESS) return this.#enter('opening');
        return this.#depth > 0 || byte <= 0x20 ? 'more' : this.#again(1, 'text outside any element');
      case 'opening':
        return this.#opening(byte);
      case 'name':
        return this.#name(byte);
      case 'tag':
        return this.#tag(byte);
      case 'quoted':
        if (byte === this.#quote) return this.#enter('tag');
        if (byte === LESS) return this.#again(1, 'an attribute that does not end');
        return this.#length > MAX_ATTRIBUTE_BYTES
          ? this.#hostile(`an attribute of more than ${MAX_ATTRIBUTE_BYTES} bytes`)
          : 'more';
      case 'slash':
        if (byte !== GREATER)
          return byte === LESS ? this.#again(1, 'a tag that does not end') : this.#enter('tag');
        return this.#depth === 0 ? 'done' : this.#enter('text');
      case 'closing':
        if (byte === LESS) return this.#again(1, 'a tag that does not end');
        if (byte !== GREATER) return 'more';
        this.#depth--;
        return this.#depth === 0 ? 'done' : this.#enter('text');
      case 'bang':
        return this.#bang(byte);
      case 'comment':
        return this.#endsWith(DASH, byte) ? this.#enter('text') : 'more';
      case 'cdata':
        return this.#endsWith(BRACKET, byte) ? this.#enter('text') : 'more';
      case 'instruction':
        // the only one that is ever sent is the declaration, which has none
        if (byte === LESS) return this.#again(1, 'a declaration that does not end');
        return byte === GREATER && this.#before === QUESTION ? this.#enter('text') : 'more';
    }
  }

  #opening(byte: number): Scanned {
    if (byte === SLASH)
      return this.#depth > 0 ? this.#enter('closing') : this.#again(0, 'an end without its beginning');
    if (byte === BANG) {
      this.#word = '';
      return this.#enter('bang');
    }
    if (byte === QUESTION)
      return this.#depth > 0 ? this.#again(2, 'a document within the document') : this.#enter('instruction');
    if (byte === LESS) return this.#again(1, 'no name behind <');
    if (!startsName(byte)) return this.#again(0, 'no name behind <');
    this.#enter('name');
    this.#word = String.fromCharCode(byte);
    return 'more';
  }

  #name(byte: number): Scanned {
    if (byte !== GREATER && byte !== SLASH && byte > 0x20) {
      if (byte === LESS) return this.#again(1, 'a tag that does not end');
      if (this.#word.length <= EVENT.length) this.#word += String.fromCharCode(byte);
      return 'more';
    }
    if (this.#word === EVENT && this.#depth > 0)
      return this.#again(EVENT.length + 2, 'an event within the event');
    this.#state = 'tag';
    return this.#tag(byte);
  }

  #tag(byte: number): Scanned {
    if (byte === SINGLE || byte === DOUBLE) {
      this.#quote = byte;
      return this.#enter('quoted');
    }
    if (byte === SLASH) return this.#enter('slash');
    if (byte === LESS) return this.#again(1, 'a tag that does not end');
    if (byte !== GREATER) return 'more';
    this.#depth++;
    if (this.#depth > this.#maxDepth)
      return this.#hostile(`more than ${this.#maxDepth} elements within each other`);
    return this.#enter('text');
  }

  #bang(byte: number): Scanned {
    this.#word += String.fromCharCode(byte);
    if (this.#word === '--') return this.#enter('comment');
    if (this.#word === CDATA) return this.#enter('cdata');
    if ('--'.startsWith(this.#word) || CDATA.startsWith(this.#word)) return 'more';
    const word = this.#word.toUpperCase();
    if (DECLARATIONS.includes(word)) return this.#hostile('a document type or entity declaration');
    if (DECLARATIONS.some((one) => one.startsWith(word))) return 'more';
    return this.#again(byte === LESS ? 1 : 0, 'no comment and no declaration behind <!');
  }

  #endsWith(twice: number, byte: number): boolean {
    const inside = this.#length > 2;
    return inside && byte === GREATER && this.#before === twice && this.#beforeThat === twice;
  }

  #enter(state: State): Scanned {
    this.#state = state;
    this.#length = 0;
    return 'more';
  }

  #again(back: number, reason: string): Scanned {
    this.back = back;
    this.reason = reason;
    return 'again';
  }

  #hostile(reason: string): Scanned {
    this.reason = reason;
    return 'hostile';
  }
}

/** Letters, underscore, colon, and whatever is beyond ASCII: the parser knows them better. */
const startsName = (byte: number): boolean =>
  (byte >= 0x61 && byte <= 0x7a) ||
  (byte >= 0x41 && byte <= 0x5a) ||
  byte === 0x5f ||
  byte === 0x3a ||
  byte >= 0x80;
