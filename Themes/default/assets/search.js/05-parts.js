// The parts of the dialog and the results page. All text enters the page as text nodes, never as markup.
(function (search) {
  "use strict";

  /**
   * Creates an element.
   * @param {string} name A tag, followed by classes after periods: `p.search-note`.
   * @param {object} attributes
   * @param {Array<Node|string>} children
   */
  search.element = function (name, attributes = {}, children = []) {
    const [tag, ...classes] = name.split(".");
    const element = document.createElement(tag);
    if (classes.length > 0) element.className = classes.join(" ");
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== undefined) element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  };

  const { element } = search;

  /** The names of the filters, in the order of the page. */
  search.filterNames = ["state", "status", "topic", "kind"];

  /** Returns links to topics, on one line if there's room. */
  search.topicLinks = (topics) => element("ul.search-chips", {}, topics.map((topic) => (
    element("li", {}, [element("a", { href: search.root + topic.address }, [topic.title])])
  )));

  /** Returns the content for an empty search: the topics. */
  search.idle = function (index) {
    const topics = index.topics.filter((topic) => topic.provisionCount > 0);
    if (topics.length === 0) return [];
    return [element("p", {}, [search.text("search-situations")]), search.topicLinks(topics)];
  };

  /** Returns the message about a file that couldn't be loaded; other errors are rethrown. */
  search.failure = function (error) {
    if (!(error instanceof search.LoadError)) throw error;
    const advice = location.protocol === "file:" ? "search-failed-file" : "search-failed-web";
    return `${search.text("search-failed")} ${search.text(advice)}`;
  };

  /**
   * Returns the line that summarizes an answer, which is shown immediately and announced when typing pauses.
   * @returns {{nodes: Element[], say: function(string, number=)}}
   */
  search.summaryLine = function () {
    const seen = element("p.search-summary", { "aria-hidden": "true" });
    const announced = element("p.search-announcement", { role: "status" });
    let timer;
    const say = (text, pause = 0) => {
      seen.textContent = text;
      clearTimeout(timer);
      timer = setTimeout(() => { announced.textContent = text; }, pause);
    };
    return { nodes: [seen, announced], say };
  };

  /** Moves the focus between links with the arrow keys, and from the first one back to a field. */
  search.moveByArrows = function (container, field) {
    container.addEventListener("keydown", (event) => {
      const links = [...container.querySelectorAll(".search-result-title a")];
      const current = links.indexOf(document.activeElement);
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (current < 0 && document.activeElement !== field) return;
      let next;
      if (event.key === "ArrowDown") next = links[current + 1];
      else if (event.key === "ArrowUp") next = current > 0 ? links[current - 1] : current === 0 ? field : undefined;
      else if (event.key === "Home" && current >= 0) next = links[0];
      else if (event.key === "End" && current >= 0) next = links[links.length - 1];
      if (!next) return;
      event.preventDefault();
      next.focus();
    });
  };
})(window.handbookSearch);
