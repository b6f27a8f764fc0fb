import { expect, test } from "@jest/globals";
import type { Attribute } from "../attributes.ts";
import { resources } from "./index.ts";

test.each(Object.values(resources))(
  "$name takes no empty text into GovAPI, which gives it back as null",
  ({ attributes }) => {
    const inputs = attributes.filter((attribute) => attribute.input).flatMap(withInner);
    const open = inputs.filter(({ type, wire }) => wire !== undefined && type.kind === "string" && accepts(type, ""));
    expect(open.map(({ name }) => name)).toEqual([]);
  },
);

function withInner(attribute: Attribute): readonly Attribute[] {
  const { type } = attribute;
  const element = "element" in type ? type.element : type;
  return [attribute, ...(element.kind === "object" ? element.attributes.flatMap(withInner) : [])];
}

function accepts(type: Extract<Attribute["type"], { kind: "string" }>, text: string): boolean {
  if (type.enum !== undefined || type.pattern !== undefined || type.format !== undefined) return false;
  return text.length >= (type.minLength ?? 0);
}
