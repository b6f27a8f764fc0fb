import { describe, expect, test } from "@jest/globals";
import { camelCase, type Diagnostic, kebabCase, pascalCase, type Result, resources } from "@thoth-iac/model";
import fc from "fast-check";
import { membersOf, pathOf, type Topic, topicOf } from "./topic.ts";

const all = Object.values(resources);

function found<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.value;
}

function refused(text: string): Diagnostic | undefined {
  const result = topicOf(text);
  return result.ok ? undefined : result.diagnostics[0];
}

describe("a topic", () => {
  test.each(all.map(({ name }) => [name]))("is %s however it is spelt", (name) => {
    const spellings = [name, pascalCase(name), camelCase(name), kebabCase(name), name.toUpperCase(), `thoth_${name}`];
    for (const spelling of spellings) expect(found(topicOf(spelling)).resource.name).toBe(name);
  });

  test("is found again by its own path, however deep", () => {
    const below = (topic: Topic): readonly Topic[] =>
      membersOf(topic).flatMap((attribute) => {
        const inner = { ...topic, path: [...topic.path, attribute] };
        return [inner, ...below(inner)];
      });
    const topics = all.flatMap((resource) => below({ resource, path: [] }));
    expect(topics.filter(({ path }) => path.length === 2).length).toBeGreaterThan(3);
    for (const topic of topics) {
      expect(pathOf(found(topicOf(pathOf(topic))))).toBe(pathOf(topic));
      const [kind, ...rest] = pathOf(topic).split(".");
      expect(pathOf(found(topicOf([kind, "spec", ...rest].join("."))))).toBe(pathOf(topic));
    }
  });

  test("has no attribute that manifests do not take", () => {
    for (const resource of all) {
      for (const { name } of membersOf({ resource, path: [] })) expect(name).not.toMatch(/_wo(_version)?$/);
    }
  });

  test.each([
    ["browser_polcy", 'no kind "browser_polcy"', "Did you mean BrowserPolicy?"],
    ["MdmProvder.name", 'no kind "MdmProvder"', "Did you mean MdmProvider?"],
    ["BrowserPolicy.polcy", 'BrowserPolicy has no attribute "polcy"', "Did you mean policy?"],
    ["BrowserPolicy.name.x", "BrowserPolicy.name has no attributes of its own", "thothctl explain BrowserPolicy.name"],
    ["", 'no kind ""', "All kinds: thothctl explain"],
    ["zebra", 'no kind "zebra"', "All kinds: thothctl explain"],
  ])("that is mistyped as %j is refused with the way on", (text, summary, detail) => {
    expect(refused(text)).toMatchObject({ code: "usage" });
    expect(refused(text)?.summary).toContain(summary);
    expect(refused(text)?.detail).toContain(detail);
  });

  test("is found or refused, whatever is typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const fault = refused(text);
        expect(fault === undefined || fault.code === "usage").toBe(true);
      }),
    );
  });
});
