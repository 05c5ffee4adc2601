/// What the page around a lesson runs in a learning management system.
enum CourseScript {
  static let style = """
    html, body { height: 100%; margin: 0; }
    iframe { display: block; width: 100%; height: 100%; border: 0; }

    """

  /// Tells the system what came of a lesson, and says nothing where there is no system.
  ///
  /// The lesson was read when its end has been in view. The score is how many of its self-checks were right at
  /// the first try, in hundredths.
  ///
  /// Source: SCORM 1.2 Run-Time Environment, section 3.
  static let script = """
    (() => {
      "use strict";
      const frame = document.querySelector("iframe");
      const lesson = new URL(frame.getAttribute("src"), location.href).pathname;

      /** The system's interface: in a window above this one, or above the one that opened it. */
      const find = (start) => {
        let above = start;
        for (let steps = 0; above && steps < 8; steps += 1) {
          try {
            if (above.API) return above.API;
          } catch {
            // A window of another origin holds nothing for us; one above it may.
          }
          if (above === above.parent) return null;
          above = above.parent;
        }
        return null;
      };
      const api = find(window) || (window.opener && find(window.opener));
      if (!api || String(api.LMSInitialize("")) !== "true") return;

      const start = Date.now();
      const get = (name) => String(api.LMSGetValue(`cmi.${name}`));
      const set = (name, value) => api.LMSSetValue(`cmi.${name}`, String(value));
      const isComplete = () => ["completed", "passed", "failed"].includes(get("core.lesson_status"));
      if (!isComplete()) set("core.lesson_status", "incomplete");

      // What earlier sessions answered: for each self-check, whether the first try was right.
      let answers = {};
      try {
        answers = JSON.parse(get("suspend_data")) || {};
      } catch {
        // The first session, or a system that keeps nothing.
      }

      const attend = () => {
        let page;
        try {
          page = frame.contentDocument;
          if (frame.contentWindow.location.pathname !== lesson) return;
        } catch {
          return;
        }
        const questions = Array.from(page.querySelectorAll("[data-question]")).map(
          ({ dataset }) => `${dataset.question}:${dataset.digest}`);
        page.addEventListener("handbook:answer", ({ detail }) => {
          // A question with several right choices has no result until all of them, or a wrong one, are chosen.
          if (answers[detail.question] !== undefined || detail.isRight === undefined) return;
          answers[detail.question] = detail.isRight ? 1 : 0;
          // Answers to a question that has changed since don't count.
          const right = questions.filter((question) => answers[question] === 1).length;
          const count = questions.length;
          set("core.score.min", 0);
          set("core.score.max", 100);
          set("core.score.raw", Math.round((100 * right) / count));
          set("suspend_data", JSON.stringify(answers));
          api.LMSCommit("");
        });
        const end = page.querySelector("main").appendChild(page.createElement("div"));
        const observer = new frame.contentWindow.IntersectionObserver((changes) => {
          if (!changes.some((change) => change.isIntersecting)) return;
          observer.disconnect();
          if (isComplete()) return;
          set("core.lesson_status", "completed");
          api.LMSCommit("");
        });
        observer.observe(end);
      };
      frame.addEventListener("load", attend);
      if (frame.contentDocument?.readyState === "complete") attend();

      let isFinished = false;
      addEventListener("pagehide", () => {
        if (isFinished) return;
        isFinished = true;
        const seconds = Math.round((Date.now() - start) / 1000);
        const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
        const [hours, minutes, rest] = parts.map((part) => String(part).padStart(2, "0"));
        set("core.session_time", `${hours.padStart(4, "0")}:${minutes}:${rest}`);
        set("core.exit", isComplete() ? "" : "suspend");
        api.LMSCommit("");
        api.LMSFinish("");
      });
    })();

    """
}
