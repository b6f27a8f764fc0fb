/** The names under which the generated SDKs are published: those of the product's own. */
export const sdkNames = {
  nodejs: "@atensec/pulumi-thoth",
  python: "pulumi_thoth",
  go: "github.com/atensecurity/pulumi-thoth/sdk/go/thoth",
  csharp: "AtenSecurity.Pulumi",
} as const;
