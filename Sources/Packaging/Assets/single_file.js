// Shows a handbook whose files are all packed into this one. The script acts as the web host: it unpacks the
// files, shows the page in the address, and gives the page's scripts the files that they load. They run as on
// any host.
// `#codes/washington.html--gifts` names a page and an element on it. A query, such as `?highlight=gifts`,
// comes before that.
(async () => {
  "use strict";

  const home = "index.html";
  const separator = "--";
  /** Stands for the root of the site in addresses. Nothing is requested from it. */
  const root = "http://handbook/";
  const own = location.href.replace(/[?#].*/, "");

  /** Decodes bytes that `LongMatches.swift` encoded. */
  const decoded = (bytes) => {
    let at = 0;
    const number = () => {
      let value = 0;
      let scale = 1;
      let byte;
      do {
        byte = bytes[at++];
        value += (byte & 127) * scale;
        scale *= 128;
      } while (byte > 127);
      return value;
    };
    const result = new Uint8Array(number());
    const count = number();
    const [literals, growths, lengths] = [1, 2, 3].map(() => Array.from({ length: count }, number));
    let end = 0;
    let distance = 0;
    const add = (part) => {
      result.set(part, end);
      end += part.length;
    };
    for (let index = 0; index < count; index += 1) {
      add(bytes.subarray(at, at += literals[index]));
      const growth = growths[index];
      distance += growth % 2 ? -(growth + 1) / 2 : growth / 2;
      add(result.subarray(end - distance, end - distance + lengths[index]));
    }
    add(bytes.subarray(at));
    return result;
  };

  /** Returns the bytes of a text that `PrintableText.swift` wrote. */
  const bytesOf = (text, size) => {
    const digit = (index) => text.charCodeAt(index) - (text[index] === "!" ? 9 : 36);
    const bytes = new Uint8Array(size);
    let bits = 0;
    let held = 0;
    let at = 0;
    for (let index = 0; at < size; index += 2) {
      bits = bits << 13 | (digit(index) * 91 + digit(index + 1));
      for (held += 13; held > 7 && at < size; at += 1) {
        held -= 8;
        bytes[at] = bits >> held;
      }
      bits &= (1 << held) - 1;
    }
    return bytes;
  };

  /** Unpacks files that `FileList.swift` packed, by their paths. */
  const unpack = async ({ textContent, dataset }) => {
    const packed = bytesOf(textContent, Number(dataset.size));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    const whole = decoded(new Uint8Array(await new Response(stream).arrayBuffer()));
    const length = new DataView(whole.buffer).getUint32(0);
    let start = 4 + length;
    const list = JSON.parse(new TextDecoder().decode(whole.subarray(4, start)));
    return new Map(list.map(([path, type, size]) => [
      decodeURIComponent(path), { type, bytes: whole.subarray(start, start += size) },
    ]));
  };

  const files = await unpack(document.getElementById("files"));
  const textOf = (path) => new TextDecoder().decode(files.get(path).bytes);

  /** Returns the page and the anchor in a fragment. */
  const parts = (fragment) => {
    let text = fragment.slice(1);
    try {
      text = decodeURIComponent(text);
    } catch {
      // The fragment isn't percent-encoded.
    }
    const [, page, anchor] = /^(.*?\.html)(?:--(.*))?$/s.exec(text) || [];
    if (files.has(page)) return { page, anchor };
    return { page: new URLSearchParams(location.search).has("q") ? "search.html" : home };
  };
  const { page: path, anchor } = parts(location.hash);

  const fragmentOf = (page, place) => `#${encodeURI(page + (place ? separator + place : ""))}`;
  /** Returns the file that an address in the page leads to, with its query and fragment, or `null`. */
  const resolved = (address) => {
    const url = new URL(address, root + path);
    const file = url.href.startsWith(root) && decodeURIComponent(url.pathname.slice(1));
    return file && files.has(file) ? { file, query: url.search, place: decodeURIComponent(url.hash.slice(1)) } : null;
  };

  const blobs = new Map();
  const blobOf = (file) => {
    const { bytes, type } = files.get(file);
    if (!blobs.has(file)) blobs.set(file, URL.createObjectURL(new Blob([bytes], { type })));
    return blobs.get(file);
  };

  /** Returns the address of a page in this file. On Android, a query would name another file, so it's omitted. */
  const addressOf = ({ file, query, place }) => {
    const search = location.protocol === "content:" ? "" : query;
    return (search || location.search ? own + search : "") + fragmentOf(file, place);
  };

  /** Makes a link lead to the same page as on a host. */
  const lead = (link) => {
    const address = link.getAttribute("href");
    if (/^(#.*\.html|[a-z]+:|\?)/i.test(address)) return;
    const target = resolved(address);
    if (!target) return;
    if (target.file === path && address.startsWith("#")) {
      link.setAttribute("href", fragmentOf(path, target.place));
    } else if (/\.html$/.test(target.file)) {
      link.setAttribute("href", addressOf(target));
    } else {
      link.href = blobOf(target.file);
      link.download ||= target.file.split("/").pop();
    }
  };

  // The files that a page's scripts load come from here. Code runs only if its digest is in the policy. Data,
  // which is a call with arguments in JSON, is read without being run.

  const source = Object.getOwnPropertyDescriptor(HTMLScriptElement.prototype, "src");
  Object.defineProperty(HTMLScriptElement.prototype, "src", {
    ...source,
    set(address) {
      const target = resolved(address);
      const done = (name) => setTimeout(() => this.dispatchEvent(new Event(name)));
      if (!target) {
        done("error");
        return;
      }
      const text = textOf(target.file);
      const [, name, data] = /^(?:search|practice)\//.test(target.file) && /^(\w+)\((.*)\);?\s*$/s.exec(text) || [];
      if (name) setTimeout(() => window[name](...JSON.parse(`[${data}]`)));
      else this.text = text;
      done("load");
    },
  });

  const prefixed = ["id", "for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "headers", "list"];
  /** Ids that scripts use to find elements, and that no link leads to. */
  const kept = ["search-page", "search-field", "practice"];

  const parsed = new DOMParser().parseFromString(textOf(path), "text/html");
  for (const name of prefixed) {
    for (const element of parsed.querySelectorAll(`[${name}]`)) {
      element.setAttribute(name, element.getAttribute(name).split(" ")
        .map((id) => (kept.includes(id) ? id : path + separator + id)).join(" "));
    }
  }
  for (const link of parsed.querySelectorAll("a[href]")) lead(link);
  for (const element of parsed.querySelectorAll("[data-address]")) {
    const target = resolved(element.dataset.address);
    if (target) element.dataset.address = addressOf(target);
  }
  // The script that reads this attribute would look for other files.
  for (const link of parsed.querySelectorAll("[data-view]")) link.removeAttribute("data-view");
  for (const element of parsed.querySelectorAll("img, source, audio, video, input[src]")) {
    element.removeAttribute("srcset");
    for (const name of ["src", "poster"]) {
      const target = element.hasAttribute(name) && resolved(element.getAttribute(name));
      if (target) element.setAttribute(name, blobOf(target.file));
    }
  }

  const byId = document.getElementById.bind(document);
  document.getElementById = (id) => byId(id) || byId(path + separator + id);

  /** Returns a style sheet with the pictures that it loads. */
  const sheet = (link) => {
    const { file } = resolved(link.getAttribute("href"));
    const result = new CSSStyleSheet({ media: link.media });
    result.replaceSync(textOf(file).replace(/url\(\s*(['"]?)([^'")]+)\1\s*\)/g, (whole, _, address) => {
      const picture = new URL(address, root + file);
      const name = decodeURIComponent(picture.pathname.slice(1));
      return files.has(name) ? `url("${blobOf(name)}")` : whole;
    }));
    return result;
  };
  document.adoptedStyleSheets = Array.from(parsed.querySelectorAll("link[rel=stylesheet]"), sheet);
  for (const old of document.querySelectorAll("style")) old.remove();
  // They say which way the page is written.
  for (const { name, value } of parsed.documentElement.attributes) {
    document.documentElement.setAttribute(name, value);
  }
  document.documentElement.className = "";
  document.title = parsed.title;
  document.body.className = parsed.body.className;
  document.body.replaceChildren(...parsed.body.childNodes);

  // The Back button returns to the reader's position. The browser can't restore it by itself, because the
  // page isn't there yet when it tries.

  let saving = 0;
  const save = () => {
    clearTimeout(saving);
    history.replaceState({ ...history.state, top: scrollY }, "");
  };
  const top = history.state?.top;
  history.scrollRestoration = "manual";
  // Only navigation by the reader makes the browser style the named element as the target.
  if (anchor !== undefined) location.replace(location.hash);
  const restore = () => {
    if (top === undefined) return;
    scrollTo(0, top);
    save();
  };

  for (const script of parsed.querySelectorAll("script[src]")) {
    const copy = document.createElement("script");
    for (const { name, value } of script.attributes) {
      if (name.startsWith("data-")) copy.setAttribute(name, value);
    }
    copy.src = script.getAttribute("src");
    document.head.append(copy);
  }

  restore();
  addEventListener("scroll", () => {
    clearTimeout(saving);
    saving = setTimeout(save, 100);
  }, { passive: true });
  addEventListener("popstate", ({ state }) => {
    clearTimeout(saving);
    if (parts(location.hash).page === path && state?.top !== undefined) scrollTo(0, state.top);
  });
  addEventListener("hashchange", () => {
    clearTimeout(saving);
    if (parts(location.hash).page !== path) location.reload();
  });

  for (const type of ["pointerdown", "focusin", "click"]) {
    document.addEventListener(type, ({ target }) => {
      const link = target.closest?.("a[href]");
      if (link) lead(link);
      if (type === "click") save();
    }, true);
  }
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[role=search]");
    if (!form) return;
    event.preventDefault();
    event.stopPropagation();
    save();
    const query = new URLSearchParams(/** @type {any} */ (new FormData(form)));
    location.href = `${own}?${query}${fragmentOf("search.html")}`;
  }, true);
})().catch((error) => {
  // The text of the codes is better than an empty page.
  document.documentElement.className = "";
  throw error;
});
