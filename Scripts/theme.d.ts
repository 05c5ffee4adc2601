// What the theme's scripts share, for the type check of `make lint`. Browsers never load this file.

/** The search client. Its parts, `assets/search.js/*.js`, add their functions to it. */
type HandbookSearch = ((name: string, ...data: unknown[]) => void) & {
  /** The address of the site's root, relative to the page. */
  root: string;
  /** Does what the stub asks for: `page`, `highlight`, `prepare` or `open`. */
  start?(action: string, root: string, answers?: string): Promise<void>;
  [member: string]: any;
};

declare var handbookSearch: HandbookSearch;

interface Window {
  /** What the browser remembers of a learner's answers: `assets/learn.js`. */
  handbookRecord: any;
  /** What the page for practice shows: `assets/practice.js/*.js`. */
  handbookPractice: any;
  handbookSearch: HandbookSearch;
  handbookSearchPage(search: HandbookSearch): void;
  /** The titles of a course's lessons, by the paths of their pages: `course/lessons.js`. */
  handbookLessons: Record<string, string>;
  /** Takes the size of a handbook that readers can keep on their devices: `offline/facts.js`. */
  handbookOffline(facts: { size: number; left: number }): void;
  /** The interface of a learning management system. */
  API?: any;
}

interface PerformanceEntry {
  readonly serverTiming: readonly { name: string; description: string }[];
}

/** Listeners of the document get elements. */
interface EventTarget {
  closest(selector: string): any;
}

/** Which kind of element a selector finds is known to who wrote it, and to no type. */
interface ParentNode {
  querySelector(selector: string): any;
  querySelectorAll(selector: string): NodeListOf<any>;
}

interface Element {
  closest(selector: string): any;
}

declare class DecompressionStream implements ReadableWritablePair {
  constructor(format: string);
  readonly readable: ReadableStream;
  readonly writable: WritableStream;
}

interface ScrollToOptions {
  behavior?: any;
}

declare namespace CSS {
  const highlights: Map<string, Highlight> | undefined;
}

declare class Highlight {
  constructor(...ranges: Range[]);
}
