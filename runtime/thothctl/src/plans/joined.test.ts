import { expect, test } from "@jest/globals";
import { type Diagnostic, error } from "@thoth-iac/model";
import { joined } from "./joined.ts";

const gone = (instance: string): Diagnostic => ({
  ...error("unreachable", { summary: "Gone", detail: "Nobody answers." }),
  instance,
});

test("says once what is true of several instances, and names them", () => {
  expect(joined([gone("A/1"), gone("A/2")])).toEqual([
    { ...gone("A/1"), detail: "Nobody answers. The same is true of A/2." },
  ]);
  const many = joined(["A/1", "A/2", "A/3", "A/4", "A/5", "A/6"].map(gone));
  expect(many.map(({ detail }) => detail)).toEqual(["Nobody answers. The same is true of A/2, A/3, A/4 and 2 more."]);
});

test("leaves apart what is said in other words, of another attribute, or of no instance", () => {
  const other = { ...gone("A/2"), detail: "Somebody says no." };
  const warned: Diagnostic = { ...gone("A/3"), severity: "warning" };
  const of = { ...gone("A/4"), attribute: ["name"] };
  const plain = error("lease_lost", { summary: "Lost", detail: "It is lost." });
  expect(joined([gone("A/1"), other, warned, of, plain])).toEqual([gone("A/1"), other, warned, of, plain]);
});
