/** What is wrong with a feed's URL: thrown while it is read, and turned into a value by `parseFeedUrl` alone. */
export class Wrong extends Error {
  readonly remedy: string;
  constructor(what: string, remedy: string) {
    super(what);
    this.remedy = remedy;
  }
}
