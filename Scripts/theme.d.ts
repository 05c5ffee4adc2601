// The types that the theme's scripts share, for the type check of `make lint`. Browsers never load this file.

/** The search client. Its parts, `assets/search.js/*.js`, add their functions to it. */
type HandbookSearch = ((name: string, ...data: unknown[]) => void) & {
  /** The address of the site's root, relative to the page. */
  root: string;
  /** Performs the stub's request: `page`, `highlight`, `prepare`, or `open`. */
  start?(action: string, root: string, answers?: string): Promise<void>;
  [member: string]: any;
};

declare var handbookSearch: HandbookSearch;

interface Window {
  /** The learner's answers that the browser stores: `assets/learn.js`. */
  handbookRecord: any;
  /** The practice page: `assets/practice.js/*.js`. */
  handbookPractice: any;
  /** Selects the form of a phrase for a count: `assets/practice.js+search.js/00-forms.js`. */
  handbookForm(forms: string[], count?: number): string;
  handbookSearch: HandbookSearch;
  handbookSearchPage(search: HandbookSearch): void;
  /** The titles of a course's lessons, by the paths of their pages: `course/lessons.js`. */
  handbookLessons: Record<string, string>;
  /** Receives the size of a handbook that readers can keep on their devices: `offline/facts.js`. */
  handbookOffline(facts: { size: number; left: number }): void;
  /** The interface of a learning management system. */
  API?: any;
}

interface PerformanceEntry {
  readonly serverTiming: readonly { name: string; description: string }[];
}

/** The targets of document event listeners are elements. */
interface EventTarget {
  closest(selector: string): any;
}

/** Types can't express which kind of element a selector finds. */
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
