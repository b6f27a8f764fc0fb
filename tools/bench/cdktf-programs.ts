/** A program that loads a module, and another one after it, and prints how many milliseconds each took. */
export const importProgram = `
const [first, second] = process.argv.slice(2);
const start = performance.now();
require(first);
const between = performance.now();
require(second);
console.log(JSON.stringify([between - start, performance.now() - between]));
`;

/**
 * A program that writes so many policies down and synthesizes them, on one of the frameworks, by constructs or by
 * bindings, and prints the milliseconds that it took and those of processor time, without loading anything.
 */
export const synthProgram = `
const [framework, way, size] = process.argv.slice(2);
const { App, TerraformStack } = require(framework);
const thoth = require("@thoth-iac/cdktf/" + framework);
const policy = (at) => ({
  name: "Policy " + at,
  enforcementMode: "enforce",
  policy: {
    extension_settings: { "*": { installation_mode: "blocked" } },
    url_blocklist: ["https://example.com/" + at],
  },
});
const byConstructs = (stack, numbers) => {
  new thoth.ThothProvider(stack, "thoth");
  const policies = Object.fromEntries(numbers.map((at) => ["p" + at, policy(at)]));
  new thoth.BrowserBaseline(stack, "chrome", { providerName: "chrome", policies });
};
const byBindings = (stack, numbers) => {
  new thoth.provider.ThothProvider(stack, "thoth");
  const { providerName } = new thoth.browserProvider.BrowserProvider(stack, "chrome", { providerName: "chrome" });
  for (const at of numbers) new thoth.browserPolicy.BrowserPolicy(stack, "p" + at, { ...policy(at), providerName });
};
const start = performance.now();
const before = process.cpuUsage();
const app = new App();
const stack = new TerraformStack(app, "bench");
(way === "constructs" ? byConstructs : byBindings)(stack, Array.from({ length: Number(size) }, (_, at) => at));
app.synth();
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify([performance.now() - start, (user + system) / 1000]));
`;
