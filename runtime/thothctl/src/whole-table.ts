import { attributeNamed, resources } from "@thoth-iac/model";
import { attributeFlagsOf, flagsByName } from "./attribute-flags.ts";
import { bootstrapFlags } from "./bootstrap-flags.ts";
import { defineCommand, type Table } from "./command.ts";
import { exportCommand } from "./export-command.ts";
import { connectionFlags } from "./global-flags.ts";
import { manifestCommands } from "./manifest-commands.ts";
import { resourceCommands } from "./resource-commands.ts";
import { validateCommand } from "./validate-command.ts";
import { versionCommand } from "./version-command.ts";

const settingsGet = defineCommand({
  words: "settings get",
  summary: "Print the tenant's settings document, without its secrets.",
  flags: {},
  connects: true,
  examples: ["settings get", "settings get --json"],
  load: () => import("./commands/settings-get.ts"),
});

const bootstrap = defineCommand({
  words: "bootstrap",
  summary: "Set a tenant up: settings, then a test of the webhook, an MDM provider, and the start of its sync.",
  notes:
    "Only what a flag says is written; the rest of the settings stays as it is, and so may a second run with other flags. A repeated flag gives the whole list, save --tool-risk-override, which adds to the overrides there are. The steps stop at the first that fails.\n\nWith --json the result tells settings_updated, webhook_tested, mdm_provider_upserted and mdm_sync_started, each true or false, and webhook_status, mdm_provider and mdm_sync_job_id.",
  flags: bootstrapFlags,
  connects: true,
  examples: [
    "bootstrap --compliance-profile soc2 --regulatory-regime soc2 --regulatory-regime hipaa --shadow-high block",
    "bootstrap --webhook-url https://events.example.com/thoth --webhook-secret-file ./webhook-secret --test-webhook",
    "bootstrap --mdm-provider jamf --mdm-name 'Corporate Jamf' --mdm-config-file ./jamf.json --start-sync --json",
    "bootstrap --secret-broker-auth-binding 'api.figma.com:Authorization:op://design/figma/token:Bearer '",
  ],
  load: () => import("./commands/bootstrap.ts"),
});

const mdmSync = defineCommand({
  words: "mdm sync",
  summary: "Start reading the device inventory from an MDM system.",
  flags: {
    ...flagsByName(attributeFlagsOf(resources.mdmSync)),
    wait: { description: "Wait until the sync has ended, and fail if it fails." },
    timeout: {
      value: "seconds",
      description: "With --wait: seconds after which waiting fails.",
      fallback: String(attributeNamed(resources.mdmSync, "timeout_seconds").default),
      attribute: "timeout_seconds",
    },
  },
  connects: true,
  examples: ["mdm sync --provider jamf", "mdm sync --provider jamf --wait --timeout 600 --json"],
  load: () => import("./commands/mdm-sync.ts"),
});

const serve = defineCommand({
  words: "serve",
  summary: "Run GovAPI on this machine.",
  notes:
    "Once it accepts connections, it prints one line of JSON: url, tenant_id, and org_api_key when the key was made just now. Its log goes to standard error. SIGTERM and SIGINT (Ctrl-C) stop it: requests in flight are finished first.\n\nGOVAPI_SKIP_AUTH=true in the environment asks for no credential; it is refused unless GovAPI listens on loopback.",
  flags: {
    listen: {
      value: "host:port",
      description: "Address to listen on; port 0 takes a free one.",
      fallback: "127.0.0.1:0",
    },
    data: { value: "path", description: "Folder to keep everything in. It is made if need be." },
    memory: { description: "Keep everything in memory only. This is what happens without --data, too." },
    tenant: { value: "name", description: "Tenant to serve. [env: THOTH_TENANT_ID]", fallback: "demo" },
    "allow-private-targets": {
      description: "Let webhooks and MDM systems be on loopback (there by plain http, too) and in private networks.",
    },
    "show-key": { description: "Print the tenant's first organization API key again." },
  },
  connects: false,
  examples: ["serve", "serve --listen 127.0.0.1:8443 --data ./govapi --tenant acme"],
  load: () => import("./commands/serve.ts"),
});

const manual = defineCommand({
  words: "manual",
  summary: "Print the whole manual.",
  flags: {},
  connects: false,
  examples: ["manual", "manual | less"],
  load: () => import("./commands/manual.ts"),
});

const completion = defineCommand({
  words: "completion",
  summary: "Print the script that makes a shell complete command lines of thothctl.",
  notes:
    "bash: source <(thothctl completion bash) in ~/.bashrc.\n\nzsh: source <(thothctl completion zsh) in ~/.zshrc, after compinit.\n\nfish: thothctl completion fish > ~/.config/fish/completions/thothctl.fish\n\nPowerShell: thothctl completion powershell | Out-String | Invoke-Expression in $PROFILE.",
  operands: [
    {
      name: "shell",
      description: "The shell.",
      required: true,
      choices: ["bash", "zsh", "fish", "powershell"],
    },
  ],
  flags: {},
  connects: false,
  examples: ["completion bash", "completion fish > ~/.config/fish/completions/thothctl.fish"],
  load: () => import("./commands/completion.ts"),
});

const explain = defineCommand({
  words: "explain",
  summary: "Explain a kind of manifest, or one of its attributes.",
  notes:
    "Without a name it lists the kinds. A kind may be written as in a manifest (BrowserPolicy) or as in Terraform (browser_policy); what follows a full stop is an attribute, and may go on inside.",
  operands: [{ name: "kind[.attribute]", description: "What to explain." }],
  flags: {
    schema: { description: "Print the JSON Schema of manifests, by which editors complete and check them." },
  },
  connects: false,
  examples: [
    "explain",
    "explain browser_policy",
    "explain BrowserPolicy.policy",
    "explain mdm-provider.config --json",
    "explain --schema > .thoth/manifest.schema.json",
  ],
  load: () => import("./commands/explain.ts"),
});

const commands = [
  bootstrap,
  completion,
  mdmSync,
  settingsGet,
  ...resourceCommands,
  validateCommand,
  ...manifestCommands,
  explain,
  exportCommand,
  serve,
  manual,
  versionCommand,
].sort((left, right) => left.words.localeCompare(right.words));

/** Every command, and the flags of the connection. */
export const wholeTable: Table = { commands, connectionFlags };
