import type { Query } from "@thoth-iac/model";
import { functionNameOf, titled } from "../tokens.ts";
import { idName, inputsOf, viewOf } from "../view.ts";
import { aboutOf, docComment } from "./doc-comment.ts";
import { interfaceText, memberText, objectTypes } from "./type-text.ts";

/** The two functions of a data source, their arguments and their answer. */
export function functionText(query: Query): string {
  const view = viewOf(query);
  const name = functionNameOf(query);
  const types = titled(name);
  const inputs = inputsOf(view);
  const isOptional = inputs.every(({ required }) => !required);
  const answered = view.attributes.filter((attribute) => attribute.name !== idName);
  const members = (side: "given" | "read") => inputs.map((input) => memberText(input, types, side));
  const nothing = "Readonly<Record<string, never>>";
  const args = (type: string) => `args${isOptional ? "?" : ""}: ${inputs.length === 0 ? nothing : type}`;
  const asked = [
    interfaceText({ name: `${types}Args`, about: [`The arguments of ${name}.`] }, members("read")),
    interfaceText({ name: `${types}OutputArgs`, about: [`The arguments of ${name}Output.`] }, members("given")),
  ];
  return [
    ...objectTypes(answered, types, "read"),
    ...(inputs.length === 0 ? [] : asked),
    interfaceText(
      { name: `${types}Result`, about: [`What ${name} answers.`] },
      answered.map((attribute) => memberText(attribute, types, "read")),
    ),
    `${docComment(aboutOf(query))}\nexport declare function ${name}(${args(`${types}Args`)}, opts?: pulumi.InvokeOptions): Promise<${types}Result>;`,
    `${docComment([...aboutOf(query), "Asked when its arguments are known; what is secret stays so."])}\nexport declare function ${name}Output(${args(`${types}OutputArgs`)}, opts?: pulumi.InvokeOutputOptions): pulumi.Output<${types}Result>;`,
  ].join("\n\n");
}
