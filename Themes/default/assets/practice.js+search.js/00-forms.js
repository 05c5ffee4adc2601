/** Returns the form of a phrase for a count. The first is for 1 if the language has another number of forms. */
window.handbookForm = (function () {
  "use strict";

  const rules = new Intl.PluralRules(document.documentElement.lang || "en");
  const numbers = Array.from({ length: 201 }, (_, number) => rules.select(number));
  // The order of a phrase's forms, without those that no whole number needs.
  const used = ["zero", "one", "two", "few", "many", "other"].filter((one) => numbers.some((other) => one === other));

  return function (forms, count) {
    const last = forms[forms.length - 1];
    if (count === undefined) return last;
    if (forms.length !== used.length) return count === 1 ? forms[0] : last;
    return forms[used.indexOf(rules.select(count))];
  };
})();
