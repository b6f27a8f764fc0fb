import { error, failure, type JsonObject, type Result, success } from "@thoth-iac/model";
import type { Stretch } from "./store.ts";

/** The most rows that one answer holds, and the size of a page unless another is asked for. */
const mostRows = 1000;

/** The stretch of a list that was asked for, and what the answer says about it. */
export interface Page extends Stretch {
  readonly about: (total: number) => JsonObject;
}

/**
 * The page that a query asks for: `page` from 1 and `per_page`. A query without them gets the whole list, as the
 * contract has it, and is told `page` and `per_page` only when the list has more rows than fit: the reader then asks
 * for `page=2` and so on, until it has `total` rows. Rows keep the order in which they were made, so that pages do not
 * shift while they are read.
 */
export function pageOf(query: URLSearchParams): Result<Page> {
  const page = wholeNumber(query.get("page") ?? "1");
  const size = wholeNumber(query.get("per_page") ?? `${mostRows}`);
  if (page === undefined)
    return failure(
      error("invalid_value", {
        summary: "Bad page",
        detail: "page must be a whole number, 1 or more.",
        attribute: ["page"],
      }),
    );
  if (size === undefined || size > mostRows) {
    return failure(
      error("invalid_value", {
        summary: "Bad page size",
        detail: `per_page must be a whole number from 1 to ${mostRows}.`,
        attribute: ["per_page"],
      }),
    );
  }
  const asked = query.has("page") || query.has("per_page");
  const about = (total: number) => (asked || total > size ? { page, per_page: size } : {});
  return success({ limit: size, offset: (page - 1) * size, about });
}

function wholeNumber(text: string): number | undefined {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}
