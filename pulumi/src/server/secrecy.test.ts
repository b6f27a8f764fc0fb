import { expect, test } from "@jest/globals";
import { type Resource, resources } from "@thoth-iac/model";
import { viewOf } from "../view.ts";
import { secretNames } from "./secrecy.ts";

const secretly = (value: string) => ({ "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value });
const { attributes } = viewOf(resources.browserPolicy as Resource);
const webhook = viewOf(resources.webhookSettings as Resource).attributes;

test("what the model calls sensitive is secret, however it came", () => {
  expect(secretNames(webhook, [{}], {})).toContain("webhookSecret");
});

test("a secret input is secret, and so is its other form", () => {
  const names = secretNames(attributes, [{ policy: { deep: [secretly("abcd")] } }], {});
  expect([...names].sort()).toEqual(["policy", "policyJson"]);
});

test("so is what holds the text of a secret, as it is or within JSON, at any depth", () => {
  const came = [{ name: secretly('hunter"22'), policy: { plain: "visible" } }];
  const values = {
    createdBy: 'by hunter"22!',
    compiledPolicyJson: JSON.stringify({ a: 'hunter"22' }),
    metadata: { list: [{ 'hunter"22': 1 }] },
    updatedBy: "visible",
  };
  expect([...secretNames(attributes, came, values)].sort()).toEqual([
    "compiledPolicyJson",
    "createdBy",
    "metadata",
    "name",
  ]);
});

test("a secret too short to tell anything makes nothing else secret", () => {
  expect([...secretNames(attributes, [{ name: secretly("a") }], { createdBy: "anna" })]).toEqual(["name"]);
});
