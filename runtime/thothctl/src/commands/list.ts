import {
  type Attribute,
  decode,
  encode,
  isRecord,
  type JsonValue,
  parse,
  type Query,
  type Values,
  withoutSecrets,
} from "@thoth-iac/model";
import { attributeFlagsOf } from "../attribute-flags.ts";
import type { Collection } from "../collections.ts";
import type { Context, Run } from "../command.ts";
import { inputsFrom } from "../flag-inputs.ts";
import { type Column, textTable } from "../text-table.ts";

/** Lists the instances of a collection, filtered as the flags say. */
export function listing({ query }: Collection): Run {
  return async (context) => {
    const { flags, world, output, json, refuse, report, connect } = context;
    const inputs = await inputsFrom(attributeFlagsOf(query), flags, world.readFile);
    const checked = inputs.ok ? parse(query, inputs.value) : inputs;
    if (!checked.ok) return refuse(checked.diagnostics);
    const client = await connect();
    if (!client.ok) return report(client.diagnostics);
    const filters = query.attributes.filter((attribute) => attribute.input);
    const asked = Object.entries(encode(filters, checked.value)).map(([name, value]) => [name, String(value)]);
    const listed = await client.value.list({
      route: query.route,
      query: Object.fromEntries(asked),
      signal: world.stop,
    });
    if (!listed.ok) return report(listed.diagnostics);
    await report(listed.warnings ?? []);
    const rows = listed.value.map(withoutSecrets);
    if (json) output.printJson({ data: rows, total: rows.length });
    else printRows(query, rows, context);
    return undefined;
  };
}

function printRows(query: Query, rows: readonly JsonValue[], { output }: Context): void {
  if (rows.length === 0) {
    output.say("There are none.");
    return;
  }
  const { head, lines, leftOut } = textTable(columnsOf(query), rows, output.columns);
  output.print(output.style.strong(head));
  for (const line of lines) output.print(line);
  if (leftOut.length > 0)
    output.say(`Not shown for want of room: ${leftOut.join(", ").toLowerCase()}. --json shows all.`);
}

/** The columns that the data source's rows have, save for what is too long for a cell. */
function columnsOf(query: Query): readonly Column<JsonValue>[] {
  return rowAttributesOf(query)
    .filter(({ type }) => type.kind !== "json" && type.kind !== "json_text" && type.kind !== "object")
    .map((attribute) => ({
      heading: (attribute.wire?.at(-1) ?? attribute.name).replaceAll("_", " ").toUpperCase(),
      cell: (row) => cellOf(decode([attribute], row, { tenant: "", now: "" }), attribute.name),
    }));
}

function rowAttributesOf(query: Query): readonly Attribute[] {
  return query.attributes.flatMap(({ type }) =>
    type.kind === "list" && type.element.kind === "object" ? type.element.attributes : [],
  );
}

function cellOf(values: Values, name: string): string {
  const value = values[name] ?? null;
  if (value === null) return "";
  return typeof value === "object" || isRecord(value) ? JSON.stringify(value) : String(value);
}
