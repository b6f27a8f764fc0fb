import { expect, test } from "@jest/globals";
import { attributeNamed, resources } from "@thoth-iac/model";
import { objectOf, valuesOf } from "./value.ts";

test("names members of free JSON as Terraform looks for them, however the server spells them", () => {
  const policy = attributeNamed(resources.browserPolicy, "policy");
  const [composed, decomposed] = ["caf\u00e9", "cafe\u0301"];
  const made = objectOf([policy], { policy: { [decomposed]: { [decomposed]: 1 } } }, []);
  expect(valuesOf(made)).toEqual({ policy: { [composed]: { [composed]: 1 } } });
});
