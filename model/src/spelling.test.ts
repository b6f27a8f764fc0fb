import { expect, test } from "@jest/globals";
import { queries } from "./queries/index.ts";
import { resources } from "./resources/index.ts";
import { camelCase, kebabCase, namesBySpelling } from "./spelling.ts";

test("names are spelt as the language wants them", () => {
  expect(camelCase("pam_request_timeout_seconds")).toBe("pamRequestTimeoutSeconds");
  expect(camelCase("sha_256")).toBe("sha256");
  expect(kebabCase("webhook_secret_wo")).toBe("webhook-secret-wo");
});

test("the way back is a look-up, for every attribute of the model", () => {
  for (const { attributes } of [...Object.values(resources), ...Object.values(queries)]) {
    const names = attributes.map(({ name }) => name);
    for (const spell of [camelCase, kebabCase]) {
      const back = namesBySpelling(names, spell);
      expect(names.map((name) => back.get(spell(name)))).toEqual(names);
    }
  }
});

test("two names that are spelt alike are a mistake", () => {
  expect(() => namesBySpelling(["sha256", "sha_256"], camelCase)).toThrow("both spelt sha256");
});
