import { type AttributeChange, hiddenSecret, type Step } from "@thoth-iac/client";
import {
  attributeNamed,
  isList,
  isRecord,
  jsonOf,
  pathText,
  type Resource,
  UNKNOWN,
  type Value,
} from "@thoth-iac/model";
import { onOneLine, type Style, spelledOut } from "../output.ts";
import { textChanges } from "./text-changes.ts";
import { toldChanges } from "./told-changes.ts";
import { memberChanges, type ValueChange, valueChanges } from "./value-changes.ts";

/** How wide lines may be, and how they are emphasized. */
export interface Page {
  readonly columns: number | undefined;
  readonly style: Style;
}

/** The changes of a step as lines: names of what differs, aligned, with the values before and after. */
export function changeLines(step: Step, page: Page): readonly string[] {
  const rows = toldChanges(step).flatMap((change) => rowsOf(step.resource, change, step.action === "create"));
  const width = Math.max(0, ...rows.map(({ label }) => label.length).filter((length) => length <= widestLabel));
  return rows.flatMap((row) => rowLines(row, width, page));
}

/** Longer names stand beside the others without moving them. */
const widestLabel = 44;
const indent = "      ";

type Sign = "+" | "~" | "-";

interface Row {
  readonly sign: Sign;
  readonly label: string;
  /** What is there, and what is to be; one of them may be missing. */
  readonly before?: string;
  readonly after?: string;
  /** Said behind the values. */
  readonly note: string;
  /** In place of the values: text of many lines. */
  readonly block?: readonly { readonly sign: "+" | "-" | " "; readonly text: string }[];
}

function rowsOf(resource: Resource, change: AttributeChange, isNew: boolean): readonly Row[] {
  const { attribute, kind, secret, replaces } = change;
  const note = replaces && !isNew ? "  (needs a new instance)" : "";
  const label = onOneLine(attribute);
  if (secret) {
    if (kind === "set") return [{ sign: "+", label, after: hiddenSecret, note }];
    const after = kind === "cleared" ? "(cleared)" : "(another secret)";
    return [{ sign: kind === "cleared" ? "-" : "~", label, before: hiddenSecret, after, note }];
  }
  const { type, unordered } = attributeNamed(resource, attribute);
  const isText = type.kind === "json_text";
  const read = (value: Value): Value | undefined => (isText ? (jsonOf(value) ?? value) : value) ?? undefined;
  if (kind === "cleared") {
    const before = valueText(read(change.before) ?? null);
    return [{ sign: "-", label, before: brief(before), after: "(cleared)", note }];
  }
  const before = read(change.before);
  const after = read(change.after);
  const parts =
    (unordered || type.kind === "set") && isList(before) && isList(after)
      ? memberChanges(before, after, [attribute])
      : valueChanges(before, after, [attribute]);
  return parts.map((part) => partRow(part, note));
}

function partRow({ path, before, after }: ValueChange, note: string): Row {
  const label = onOneLine(pathText(path));
  const sign = before === undefined ? "+" : after === undefined ? "-" : "~";
  if (isLong(before) || isLong(after)) {
    const block = textChanges(textOf(before), textOf(after));
    return { sign, label, note: block.length === 0 ? `${note}  (only line feeds at its end)` : note, block };
  }
  return {
    sign,
    label,
    note,
    ...(before !== undefined && { before: valueText(before) }),
    ...(after !== undefined && { after: valueText(after) }),
  };
}

/** Text of several lines is compared line by line. */
function isLong(value: Value | undefined): value is string {
  return typeof value === "string" && value.trimEnd().includes("\n");
}

function textOf(value: Value | undefined): string | undefined {
  return typeof value === "string" ? value : value === undefined ? undefined : valueText(value);
}

function rowLines({ sign, label, before, after, note, block }: Row, width: number, page: Page): readonly string[] {
  const paint = painter(sign, page.style);
  const head = `${indent}${paint(sign)} ${label}`;
  if (block) {
    return [`${head}${note}`, ...block.map((line) => `${indent}    ${textLine(line, page.style)}`)];
  }
  const values = before !== undefined && after !== undefined ? [before, after] : [before ?? after ?? ""];
  const inline = `${values.join(" -> ")}${note}`;
  const room = (page.columns ?? Number.POSITIVE_INFINITY) - indent.length - 4 - Math.max(label.length, width);
  if (inline.length <= room) return [`${head}${" ".repeat(Math.max(0, width - label.length))}  ${inline}`];
  return [`${head}${note}`, ...values.map((value, at) => `${indent}    ${at === 0 ? "   " : "-> "}${value}`)];
}

function textLine({ sign, text }: { readonly sign: "+" | "-" | " "; readonly text: string }, style: Style): string {
  const line = `${sign} ${spelledOut(text)}`.trimEnd();
  return sign === " " ? style.faint(line) : painter(sign, style)(line);
}

function painter(sign: Sign, { added, changed, removed }: Style): (text: string) => string {
  return { "+": added, "~": changed, "-": removed }[sign];
}

/** A value on one line, as JSON has it, save for what is no JSON. */
function valueText(value: Value): string {
  if (value === UNKNOWN) return "(known after apply)";
  if (value === hiddenSecret) return value;
  if (isList(value)) return `[${value.map(valueText).join(", ")}]`;
  if (isRecord(value)) {
    const members = Object.entries(value).map(
      ([key, member]) => `${spelledOut(JSON.stringify(key))}: ${valueText(member)}`,
    );
    return `{${members.join(", ")}}`;
  }
  return spelledOut(JSON.stringify(value));
}

function brief(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57)}...`;
}
