import { runInThisContext } from "node:vm";

// Jest runs every test file in a context with errors of its own, to which an error of Node's modules or of `fetch` is
// no Error. Outside tests it is one, and code under test may rely on it.
const outer = runInThisContext("({ Error, AggregateError, RangeError, SyntaxError, TypeError })");
const isInstance = Function.prototype[Symbol.hasInstance];

for (const [name, counterpart] of Object.entries(outer)) {
  const inner = Reflect.get(globalThis, name);
  Object.defineProperty(inner, Symbol.hasInstance, {
    /** @param {unknown} value */
    value(value) {
      return isInstance.call(this, value) || (this === inner && isInstance.call(counterpart, value));
    },
  });
}
