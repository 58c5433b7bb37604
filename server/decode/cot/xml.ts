/** XML to elements, strictly: well formed, no document type, no entities but the five of XML, bounded depth. */
import { SaxesParser } from 'saxes';
import type { XmlElement } from './event.ts';

/** Elements within elements; what TAK writes is nested four or five deep. */
export const MAX_DEPTH = 32;

interface Growing {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Growing[];
  text: string;
}

/** The root element of a document, or what is wrong with it. Never throws; size is the caller's bound. */
export function readDocument(text: string): { readonly root: XmlElement } | { readonly wrong: string } {
  const read = parse(text, false);
  if ('wrong' in read) return read;
  const [root] = read.elements;
  return root === undefined ? { wrong: 'no element' } : { root };
}

/** The elements of a fragment (`xmlDetail`), or what is wrong with it. */
export function readFragment(
  text: string,
): { readonly elements: readonly XmlElement[] } | { readonly wrong: string } {
  return parse(text, true);
}

function parse(text: string, fragment: boolean): { elements: XmlElement[] } | { wrong: string } {
  const parser = new SaxesParser({ fragment, position: false, xmlns: false });
  const top: Growing = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  let wrong: string | undefined;
  parser.on('error', ({ message }) => {
    wrong ??= message;
  });
  parser.on('doctype', () => {
    wrong ??= 'a document type declaration';
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length > MAX_DEPTH) wrong ??= `more than ${MAX_DEPTH} elements within each other`;
    if (wrong !== undefined) return;
    const one: Growing = { name, attributes, children: [], text: '' };
    open.at(-1)?.children.push(one);
    open.push(one);
  });
  parser.on('closetag', () => {
    if (wrong !== undefined) return;
    const closed = open.pop();
    if (closed !== undefined && closed.text.trim() === '') closed.text = '';
  });
  const addText = (piece: string) => {
    const inner = open.at(-1);
    if (wrong === undefined && inner !== undefined) inner.text += piece;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(text).close();
  return wrong === undefined ? { elements: top.children } : { wrong };
}
