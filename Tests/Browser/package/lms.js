// A learning management system that is as strict about SCORM 1.2 as the standard lets it be: about the order of calls,
// types, vocabularies, lengths, and what may be read or written. It keeps what was committed for the next visit.
//
// The address can say `late` (how long the interface takes to appear, in milliseconds), `absent`, `mode` (the lesson
// mode), `policy` (what a normal exit leads to: `resume` or `anew`), and `full` (an element that can't be stored).
//
// Source: SCORM 1.2 Run-Time Environment, sections 3.3 and 3.4.
(() => {
  "use strict";
  const options = new URLSearchParams(location.search);
  /** Each item of the course has a record of its own. */
  const place = `lms ${location.pathname}`;

  const text = (length) => (value) => value.length <= length;
  const oneOf = (...words) => (value) => words.includes(value);
  const decimal = (value) => /^-?\d+(\.\d+)?$/.test(value) && Number(value) >= 0 && Number(value) <= 100;
  const timespan = (value) => /^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/.test(value);

  /** The elements: whether they can be read and written, what they may be, and what they are at first. */
  const elements = {
    "cmi.core._children": { read: true, first: "student_id,student_name,lesson_location,credit,lesson_status,entry,"
      + "score,total_time,lesson_mode,exit,session_time" },
    "cmi.core.student_id": { read: true, first: "1" },
    "cmi.core.student_name": { read: true, first: "Doe, Jo" },
    "cmi.core.lesson_location": { read: true, write: text(255), first: "" },
    "cmi.core.credit": { read: true, first: "credit" },
    "cmi.core.lesson_status": {
      read: true, write: oneOf("passed", "completed", "failed", "incomplete", "browsed"), first: "not attempted",
    },
    "cmi.core.entry": { read: true, first: "ab-initio" },
    "cmi.core.score._children": { read: true, first: "raw,min,max" },
    "cmi.core.score.raw": { read: true, write: decimal, first: "" },
    "cmi.core.score.min": { read: true, write: decimal, first: "" },
    "cmi.core.score.max": { read: true, write: decimal, first: "" },
    "cmi.core.total_time": { read: true, first: "0000:00:00" },
    "cmi.core.lesson_mode": { read: true, first: "normal" },
    "cmi.core.exit": { write: oneOf("time-out", "suspend", "logout", ""), first: "" },
    "cmi.core.session_time": { write: timespan, first: "" },
    "cmi.suspend_data": { read: true, write: text(4096), first: "" },
    "cmi.launch_data": { read: true, first: "" },
    "cmi.comments": { read: true, write: text(4096), first: "" },
  };
  const fresh = () => Object.fromEntries(Object.entries(elements).map(([name, { first }]) => [name, first]));

  const data = Object.assign(fresh(), JSON.parse(localStorage.getItem(place) || "{}"));
  data["cmi.core.lesson_mode"] = options.get("mode") || "normal";
  const lms = { data, calls: [], errors: [] };
  window.lms = lms;

  let state = "new";
  let lastError = "0";
  const keep = () => localStorage.setItem(place, JSON.stringify(data));

  /** What an act comes to: a value, or an error if it returns a number. */
  const answering = (name, empty, act) => (...values) => {
    lms.calls.push([name, ...values]);
    const result = values.every((value) => typeof value === "string") ? act(...values) : 201;
    lastError = typeof result === "number" ? String(result) : "0";
    if (lastError !== "0") lms.errors.push([name, ...values, lastError]);
    return typeof result === "number" ? empty : result;
  };
  const whileOpen = (act) => (...values) => (state === "open" ? act(...values) : 301);

  const api = {
    LMSInitialize: answering("LMSInitialize", "false", (value) => {
      if (value !== "") return 201;
      if (state !== "new") return 101;
      state = "open";
      return "true";
    }),
    LMSFinish: answering("LMSFinish", "false", whileOpen((value) => {
      if (value !== "") return 201;
      state = "closed";
      const isSuspended = data["cmi.core.exit"] === "suspend";
      if (!isSuspended && options.get("policy") === "anew") Object.assign(data, fresh());
      else data["cmi.core.entry"] = isSuspended ? "resume" : "";
      keep();
      return "true";
    })),
    LMSGetValue: answering("LMSGetValue", "", whileOpen((name) => {
      const element = elements[name];
      if (!element) return 401;
      return element.read ? data[name] : 404;
    })),
    LMSSetValue: answering("LMSSetValue", "false", whileOpen((name, value) => {
      const element = elements[name];
      if (!element) return 401;
      if (name.endsWith("_children")) return 402;
      if (!element.write) return 403;
      if (!element.write(value)) return 405;
      if (options.get("full") === name) return 101;
      data[name] = value;
      return "true";
    })),
    LMSCommit: answering("LMSCommit", "false", whileOpen((value) => {
      if (value !== "") return 201;
      keep();
      return "true";
    })),
    LMSGetLastError: () => lastError,
    LMSGetErrorString: (code) => (code === "0" ? "No error" : `Error ${code} of the test`),
    LMSGetDiagnostic: () => "",
  };
  if (!options.has("absent")) setTimeout(() => { window.API = api; }, Number(options.get("late") || 0));
})();
