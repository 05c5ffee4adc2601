// Keeps a handbook on a device. The worker loads all files, answers every request from the version that it
// has, and switches to a newer version only as a whole. The build writes the lines above: the version, and
// the bundles with their digests.
// A bundle is compressed in the format of RFC 1951. It contains four bytes with the length of a list, the
// list as JSON, and the files one after the other. The list has each file's path, media type, and length.
(() => {
  "use strict";
  /** @type {any} */
  const worker = self;
  const { version, bundles } = worker.handbookVersion;
  const root = worker.registration.scope;
  const prefix = `handbook ${root} `;
  const name = prefix + version;

  const tell = async (message) => {
    for (const client of await worker.clients.matchAll({ includeUncontrolled: true })) client.postMessage(message);
  };

  const digestOf = async (bytes) => {
    const digest = await crypto.subtle.digest("SHA-256", bytes);
    return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
  };

  /** Returns the bytes of a bundle after checking its digest. */
  const load = async ({ path, digest }) => {
    // The browser's cache may have a broken copy, so the second try asks the server.
    for (const cache of /** @type {RequestCache[]} */ (["default", "reload"])) {
      const response = await fetch(root + path, { cache });
      if (!response.ok) continue;
      const bytes = await response.arrayBuffer();
      if (await digestOf(bytes) === digest) return bytes;
    }
    throw new Error(`${path} is incomplete`);
  };

  const unpack = async (bytes, cache) => {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    const whole = await new Response(stream).arrayBuffer();
    const length = new DataView(whole).getUint32(0);
    let start = 4 + length;
    for (const [path, type, size] of JSON.parse(new TextDecoder().decode(new Uint8Array(whole, 4, length)))) {
      const content = whole.slice(start, start + size);
      start += size;
      const headers = { "Content-Type": type, "Content-Length": String(size) };
      await cache.put(new URL(path, root).href, new Response(content, { headers }));
    }
  };

  const install = async () => {
    try {
      await caches.delete(name);
      const cache = await caches.open(name);
      let done = 0;
      for (const bundle of bundles) {
        await unpack(await load(bundle), cache);
        done += 1;
        await tell({ type: "loaded", done, count: bundles.length });
      }
    } catch (error) {
      await caches.delete(name);
      await tell({ type: "failed", reason: error?.name });
      throw error;
    }
  };

  /** Removes all versions but one. */
  const removeOthers = async (kept) => {
    for (const other of await caches.keys()) {
      if (other.startsWith(prefix) && other !== kept) await caches.delete(other);
    }
  };

  worker.addEventListener("install", (event) => event.waitUntil(install()));
  worker.addEventListener("activate", (event) => {
    event.waitUntil(removeOthers(name).then(() => worker.clients.claim()));
  });
  worker.addEventListener("message", (event) => {
    if (event.data === "take") event.waitUntil(worker.skipWaiting());
  });

  /** Removes itself from the device if the site is online and no longer offers offline use. */
  const leaveIfWithdrawn = async () => {
    try {
      const own = await fetch(`${root}sw.js`, { cache: "no-store" });
      if (own.status !== 404 && own.status !== 410) return;
      const home = await fetch(`${root}index.html`, { cache: "no-store" });
      if (!home.ok) return;
      await removeOthers("");
      await worker.registration.unregister();
    } catch {
      // Without a network, there is nothing to check.
    }
  };

  const answer = async (request) => {
    const address = request.url.split(/[?#]/)[0];
    const cache = await caches.open(name);
    const kept = await cache.match(address.endsWith("/") ? `${address}index.html` : address);
    return kept || fetch(request);
  };
  worker.addEventListener("fetch", (event) => {
    const { request } = event;
    if (request.method !== "GET" || !request.url.startsWith(root)) return;
    event.respondWith(answer(request));
    if (request.mode === "navigate") event.waitUntil(leaveIfWithdrawn());
  });
})();
