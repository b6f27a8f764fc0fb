import { expect, test } from "@jest/globals";
import { baseline, repositoryForTests, secret, write } from "./gitops.ts";

const repository = repositoryForTests();
const { run } = repository;

test("a secret that one step sends is not told by what another one meets", async () => {
  write(repository, {
    "m/tenant.yaml": `${baseline["m/tenant.yaml"].replace("https://acme.jamfcloud.com", "http://127.0.0.1:9")}---
apiVersion: thoth/v1
kind: MdmSync
metadata: {name: first}
spec: {provider_name: {fromResource: MdmProvider/jamf}}
`,
  });
  let echoed = 0;
  const { code, stdout, stderr } = await run("apply -f m", {
    between: async (request, next) => {
      const response = await next(request);
      const text = await response.text();
      const echoing = text.replaceAll("that is not a public one", `that does not know ${secret}`);
      if (echoing !== text) echoed += 1;
      return new Response(response.status === 204 ? null : echoing, response);
    },
  });
  expect(echoed).toBeGreaterThan(0);
  expect(code).toBe(1);
  expect(stdout + stderr).not.toContain(secret);
  expect(stderr).toContain("GovAPI says: 127.0.0.1:9 is or resolves to an address that does not know [redacted]");
});
