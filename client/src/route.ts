import { error, failure, type JsonValue, type Result, success } from "@thoth-iac/model";

/** One call of GovAPI, in the model's words. */
export interface Call {
  /** A method and a path below `/{tenant}`, such as `POST /thoth/mdm/providers/{provider}/sync`. */
  readonly route: string;
  /** A value for every brace of the path. */
  readonly params?: { readonly [name: string]: string };
  /** Blank and absent values are not sent. */
  readonly query?: { readonly [name: string]: string | number | boolean | null | undefined };
  readonly body?: JsonValue | undefined;
  /** The `ETag` that the object must still have for the write to count. */
  readonly ifMatch?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Further headers, such as what a write is to be made along with. */
  readonly headers?: { readonly [name: string]: string };
  /** Values of the body known to be secret; they are taken out of every error. */
  readonly secrets?: readonly string[];
}

/** What is asked of which path: everything escaped, from the tenant on. */
export interface Target {
  readonly method: string;
  readonly path: string;
  /** Empty, or beginning with a question mark. */
  readonly search: string;
}

const methods: ReadonlySet<string> = new Set(["GET", "POST", "PUT", "PATCH", "DELETE"]);

/** The target of a call, or why an id cannot stand in a path. */
export function targetOf(call: Call, tenantId: string): Result<Target> {
  const [method = "", template = "", ...rest] = call.route.split(" ");
  if (!methods.has(method) || !template.startsWith("/") || rest.length > 0) {
    throw new Error(`not a route: ${JSON.stringify(call.route)}`);
  }
  const refused: string[] = [];
  const path = `/{tenant}${template}`.replace(/\{(\w+)\}/g, (_, name: string) => {
    const segment = segmentOf(name === "tenant" ? tenantId : call.params?.[name]);
    if (segment === undefined) refused.push(name);
    return segment ?? "";
  });
  if (refused.length > 0) {
    const diagnostics = refused.map((name) =>
      error("invalid_value", {
        summary: `${name} cannot be part of a path`,
        detail: `${method} ${template} needs ${name}. Found ${JSON.stringify(call.params?.[name] ?? "")}; expected text that is not empty, "." or "..".`,
      }),
    );
    return failure(...diagnostics);
  }
  return success({ method, path, search: searchOf(call.query ?? {}) });
}

function segmentOf(value: string | undefined): string | undefined {
  // URL parsers swallow dots as path steps even where they are escaped, so no escaping could save them.
  if (value === undefined || value === "" || value === "." || value === ".." || !value.isWellFormed()) return undefined;
  return encodeURIComponent(value);
}

function searchOf(query: NonNullable<Call["query"]>): string {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && `${value}`.trim() !== "") pairs.append(name, `${value}`);
  }
  return pairs.size === 0 ? "" : `?${pairs}`;
}
