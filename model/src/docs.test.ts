import { describe, expect, test } from "@jest/globals";
import { hclSample, referencePage } from "./docs.ts";
import { queries } from "./queries/index.ts";
import type { Query, Resource } from "./resource.ts";
import { resources } from "./resources/index.ts";

const setting = { prefix: "thoth_", origin: "Made by a test." };
const owners = [...Object.values(resources), ...Object.values(queries)].map((one) => one as Resource | Query); // generics are for those who write configurations

test("a sample has variables in place of secrets, and reads as terraform fmt leaves it", () => {
  expect(hclSample(resources.mdmProvider, "thoth_")).toBe(`variable "client_secret" {
  type      = string
  sensitive = true
}

resource "thoth_mdm_provider" "example" {
  provider_name = "jamf"
  name          = "Corporate Jamf"
  config = {
    base_url      = "https://acme.jamfcloud.com"
    client_id     = "thoth"
    client_secret = var.client_secret
  }
}`);
});

test("a text that HCL would read as a template is written so that it does not", () => {
  const odd = { ...resources.webhookTest, example: { trigger: "${a} %{b}" } };
  expect(hclSample(odd, "")).toContain('"$${a} %%{b}"');
});

describe.each(owners.map((owner) => [`${owner.kind} ${owner.name}`, owner] as const))(
  "the page of the %s",
  (_, owner) => {
    const page = referencePage(owner, setting);

    test("says what made it, names every attribute once, and describes each", () => {
      expect(page.startsWith("<!-- Made by a test. -->\n\n# thoth_")).toBe(true);
      for (const { name, description } of owner.attributes) {
        const lines = page.split("\n").filter((line) => line.startsWith(`- \`${name}\` (`));
        expect(lines).toHaveLength(1);
        expect(lines[0]).toContain(description);
        expect(description).toMatch(/^[A-Za-z`].*\.$/);
      }
    });

    test("shows no secret of the example", () => {
      for (const { name, sensitive } of owner.attributes) {
        const value = (owner.example as Readonly<Record<string, unknown>>)[name]; // looked at by name only
        if (sensitive && typeof value === "string") expect(page).not.toContain(value);
      }
    });

    test("has nothing that was not meant for people", () => {
      expect(page).not.toMatch(/undefined|\[object|null\b/);
    });
  },
);
