import { describe, expect, test } from "@jest/globals";
import { type Query, queries, type Resource, resources } from "@thoth-iac/model";
import { apiIndex, apiPages } from "./api-pages.ts";
import { viewOf } from "./view.ts";

const pages = apiPages(() => "Made by a test.");
const owners = [...Object.values(resources), ...Object.values(queries)].map((one) => one as Resource | Query); // generics are for those who write configurations

test("the first page leads to every other one, and to no page that is not there", () => {
  const links = [...apiIndex("Made by a test.").matchAll(/\]\(((?!\.\.)[^)]+)\)/g)].map(([, link]) => link);
  expect(links.toSorted()).toEqual(Object.keys(pages).toSorted());
});

describe.each(owners.map((owner) => [`${owner.kind} ${owner.name}`, owner] as const))(
  "the page of the %s",
  (_, owner) => {
    const page = pages[`${owner.kind === "resource" ? "resources" : "functions"}/${owner.name}.md`] ?? "";

    test("names every attribute once, in Pulumi's spelling, and says what it is for", () => {
      for (const { name, description } of viewOf(owner).attributes.filter((attribute) => attribute.name !== "id")) {
        const lines = page.split("\n").filter((line) => line.startsWith(`- \`${name}\` (`));
        expect(lines).toHaveLength(1);
        expect(lines[0]).toContain(description);
      }
    });

    test("has a program in each language, and no secret in any", () => {
      for (const language of ["ts", "python", "go", "yaml"]) expect(page.split(`\`\`\`${language}\n`)).toHaveLength(2);
      const example = owner.example as Readonly<Record<string, unknown>>; // looked at by name only
      for (const { name, sensitive } of owner.attributes) {
        if (sensitive && typeof example[name] === "string") expect(page).not.toContain(example[name]);
      }
      expect(page).not.toContain("example-only");
    });

    test("has nothing that was not meant for people", () => {
      expect(page.startsWith("<!-- Made by a test. -->\n\n# ")).toBe(true);
      expect(page).not.toMatch(/undefined|\[object|\bnull\b/);
    });
  },
);
