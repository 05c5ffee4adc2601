// Keeps the handbook on the reader's device, updates it, and removes it again. A page loads this script when the reader
// asks for it or when the handbook is already on the device.
//
// The work is done by `sw.js`, which the build writes to the root of the site. It starts only after the reader has seen
// the size of the handbook. A newer version is loaded completely before a page says that it's ready, and until the
// reader accepts it, everything comes from the previous version.
(() => {
  "use strict";
  const panel = document.querySelector("[data-offline]");
  const words = panel.dataset;
  const button = panel.querySelector("button");
  const status = panel.querySelector("[role=status]");
  const workers = navigator.serviceWorker;
  const root = new URL(`${words.offline}index.html`, location.href).href.replace(/index\.html$/, "");

  const sizeOf = (bytes) => new Intl.NumberFormat(document.documentElement.lang, {
    style: "unit", unit: "megabyte", maximumFractionDigits: 1, minimumFractionDigits: 1,
  }).format(Math.max(bytes / 1e6, 0.1));

  /** The next action of the button. */
  let act = () => {};
  /** Shows the status, and the button's action if it has one. */
  const show = (text, label, next) => {
    status.textContent = text;
    button.hidden = !label;
    button.textContent = label || "";
    act = next;
  };
  button.addEventListener("click", () => act());

  /** Loads the size of the handbook and the number of files that it leaves out, which the build wrote. */
  const facts = () => new Promise((resolve, reject) => {
    window.handbookOffline = resolve;
    const script = document.createElement("script");
    script.onerror = reject;
    script.src = `${root}offline/facts.js`;
    document.head.append(script);
  });

  // Messages from the worker while it loads a version

  let reason = "";
  /** Whether the reader is waiting for the result; newer versions are loaded silently. */
  let isAsked = false;
  let hasFailed = false;
  const fail = () => {
    hasFailed = true;
    show(reason === "QuotaExceededError" ? words.full : words.failed, words.again, keep);
  };
  workers.addEventListener("message", ({ data }) => {
    if (data?.type === "loaded" && isAsked) show(`${words.loading} ${data.done}/${data.count}`, "", () => {});
    if (data?.type !== "failed") return;
    reason = data.reason;
    // The browser may have reported earlier that the worker is gone.
    if (hasFailed) fail();
  });
  workers.startMessages();

  const offer = async () => {
    try {
      const { size, left } = await facts();
      show(left > 0 ? words.large : words.what, `${words.ask} (${sizeOf(size)})`, keep);
    } catch {
      show(words.failed, words.again, offer);
    }
  };

  const remove = async () => {
    const registration = await workers.getRegistration(root);
    await registration?.unregister();
    for (const name of await caches.keys()) {
      if (name.startsWith(`handbook ${root} `)) await caches.delete(name);
    }
    isAsked = false;
    show(words.removed, words.ask, offer);
  };

  const take = (worker) => {
    workers.addEventListener("controllerchange", () => location.reload(), { once: true });
    worker.postMessage("take");
  };

  /** Shows the status of a registration. */
  const look = (registration) => {
    if (registration.waiting && registration.active) {
      show(words.ready, words.take, () => take(registration.waiting));
    } else if (registration.active) {
      // The worker's last message about its progress can arrive after this.
      isAsked = false;
      show(words.kept, words.remove, remove);
    }
  };

  const watch = (registration) => {
    const follow = (worker) => {
      worker?.addEventListener("statechange", () => {
        if (worker.state !== "redundant" || registration.active || !isAsked) {
          look(registration);
          return;
        }
        fail();
      });
    };
    registration.addEventListener("updatefound", () => follow(registration.installing));
    // A worker can have left the first state already.
    follow(registration.installing ?? registration.waiting);
    look(registration);
  };

  const keep = async () => {
    isAsked = true;
    hasFailed = false;
    reason = "";
    show(words.loading, "", () => {});
    // Ask the browser not to remove it when space is low. It also works without that.
    navigator.storage?.persist?.().catch(() => {});
    try {
      watch(await workers.register(`${root}sw.js`));
    } catch {
      fail();
    }
  };

  workers.getRegistration(root).then((registration) => {
    if (registration?.scope === root) watch(registration);
    else offer();
  });
})();
