import { error, failure, isRecord, type JsonValue, type Result, success, warning } from "@thoth-iac/model";
import type { Answer } from "./answer.ts";
import type { Call } from "./route.ts";

const mostPages = 1000;
const mostRows = 1_000_000;

type Query = NonNullable<Call["query"]>;
type Row = JsonValue;
type Page = { readonly [key: string]: JsonValue };

/** All rows of a list, page after page. The first request carries nothing about pages, as not every server knows them. */
export async function pagesOf(
  asked: string,
  fetchPage: (extra: Query) => Promise<Result<Answer>>,
): Promise<Result<readonly Row[]>> {
  const rows: Row[] = [];
  let extra: Query = {};
  for (let count = 1; count <= mostPages; count++) {
    const result = await fetchPage(extra);
    if (!result.ok) return result;
    const page = pageOf(result.value.body);
    if (page === undefined)
      return failure(malformed(asked, "holds no list", "an array, or an object with one under `data`"));
    for (const row of page.rows) rows.push(row);
    if (rows.length > mostRows) break;
    const next = nextOf(page, rows.length, extra);
    if (next === "end") return success(rows);
    if (next === "short") return success(rows, [incomplete(asked, rows.length)]);
    if (next === "stuck") return failure(malformed(asked, "repeats a page", "the page that was asked for"));
    extra = next;
  }
  return failure(malformed(asked, `has more than ${mostPages} pages or ${mostRows} rows`, "fewer"));
}

interface List {
  readonly rows: readonly Row[];
  readonly about: Page;
}

const listKeys = ["data", "api_keys", "packs", "items", "chain", "invoices", "reports", "artifacts"];

function pageOf(body: JsonValue | undefined): List | undefined {
  if (Array.isArray(body)) return { rows: body, about: {} };
  if (!isRecord(body)) return undefined;
  const about = body as Page; // a record inside JSON holds JSON
  for (const key of listKeys) {
    const rows = Object.hasOwn(about, key) ? about[key] : undefined;
    if (Array.isArray(rows)) return { rows, about };
  }
  // Go encodes an empty list as null.
  return listKeys.some((key) => about[key] === null) ? { rows: [], about } : undefined;
}

function nextOf({ rows, about }: List, received: number, asked: Query): Query | "end" | "short" | "stuck" {
  const next = linkOf(about.next);
  if (next !== undefined) return sameQuery(next, asked) ? "stuck" : next;
  const total = numberIn(about.total);
  if (total === undefined || total <= received || rows.length === 0) return "end";
  const [page, perPage] = [numberIn(about.page), numberIn(about.per_page)];
  if (page !== undefined && perPage !== undefined) {
    if (asked.page !== undefined && asked.page !== page) return "stuck";
    return { page: page + 1, per_page: perPage };
  }
  const [limit, offset] = [numberIn(about.limit), numberIn(about.offset)];
  if (limit !== undefined || offset !== undefined) {
    if (asked.offset !== undefined && offset !== undefined && asked.offset !== offset) return "stuck";
    return { ...(limit !== undefined && { limit }), offset: received };
  }
  return "short";
}

function linkOf(next: JsonValue | undefined): Query | undefined {
  if (typeof next === "number") return { page: next };
  if (typeof next !== "string" || next === "") return undefined;
  // Only the query of a link is used: where to go is never the answer's choice.
  if (!/^(?:https?:\/\/|[/?])/.test(next)) return { cursor: next };
  return Object.fromEntries(new URLSearchParams(next.split("?")[1]?.split("#")[0] ?? ""));
}

function sameQuery(left: Query, right: Query): boolean {
  const names = Object.keys(left);
  return names.length === Object.keys(right).length && names.every((name) => `${left[name]}` === `${right[name]}`);
}

function numberIn(value: JsonValue | undefined): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

function malformed(asked: string, found: string, expected: string) {
  const detail = `The answer to ${asked} ${found}; expected ${expected}. Check that the base URL is GovAPI's.`;
  return error("malformed_answer", { summary: "GovAPI's list cannot be read", detail });
}

function incomplete(asked: string, received: number) {
  const detail = `${asked} gave ${received} rows, says that there are more, and not how to get them.`;
  return warning("malformed_answer", { summary: "GovAPI's list may be incomplete", detail });
}
