import { describe, expect, test } from "@jest/globals";
import { resources } from "@thoth-iac/model";
import { collections } from "./collections.ts";

describe("the collections", () => {
  test("are all the resources that GovAPI lists, each with the data source of its list", () => {
    const listed = Object.values(resources).filter(
      ({ routes }) => "read" in routes && typeof routes.read === "object" && routes.read.move === "find",
    );
    expect(collections.map(({ resource }) => resource.name)).toEqual(listed.map(({ name }) => name));
  });

  test("are called by the words of their routes, without a word that tells nothing", () => {
    expect(collections.map(({ words }) => words)).toEqual([
      "mdm",
      "browser providers",
      "browser policies",
      "browser enrollments",
    ]);
  });
});
