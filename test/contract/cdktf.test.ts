import { describe, expect, test } from "@jest/globals";
import { type Resource, resources } from "@thoth-iac/model";
import { bind, synthesized } from "../support/cdktf.ts";
import { everythingOf, exampleOf, leastOf } from "../support/sample-values.ts";

/* What Terraform reads of a program on CDKTF is what somebody would have written by hand. */

describe.each(Object.values(resources).map((resource) => resource as Resource))("$name", (resource) => {
  const versions = [exampleOf(resource), leastOf(resource), everythingOf(resource, 1), everythingOf(resource, 2)];

  test.each(versions.map((written, at) => [at, written] as const))(
    "is synthesized as the model writes it (version %d)",
    async (_, written) => {
      const { resource: made } = await synthesized((stack) => bind(stack, resource, written));
      const { "//": _about, ...body } = Object(made)[`thoth_${resource.name}`].it;
      expect(body).toEqual(written);
    },
  );
});
