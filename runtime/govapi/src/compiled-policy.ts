import { isRecord, type JsonObject } from "@thoth-iac/model";
import { member } from "./json.ts";

/** A browser-neutral policy in the form that the browser's vendor reads. */
export function compiledPolicy(browser: string, policy: JsonObject): JsonObject {
  return (compilers[browser] ?? asItIs)(policy);
}

const asItIs = (policy: JsonObject): JsonObject => policy;

// Safari is managed by plist keys and Island by its own console: neither has a neutral form to start from.
const compilers: Readonly<Record<string, (policy: JsonObject) => JsonObject>> = {
  chrome: inVendorNames,
  firefox: (policy) => {
    const policies = member(policy, "policies");
    return isRecord(policies) ? { ...policy, policies: inVendorNames(policies) } : { policies: inVendorNames(policy) };
  },
  safari: asItIs,
  island: asItIs,
};

/** Names of policies that do not follow from the words alone. */
const irregular: Readonly<Record<string, string>> = {
  url_allowlist: "URLAllowlist",
  url_blocklist: "URLBlocklist",
  ai_mode_settings: "AIModeSettings",
  ai_controls: "AIControls",
  generative_ai: "GenerativeAI",
  genai_default_settings: "GenAiDefaultSettings",
  devtools_genai_settings: "DevToolsGenAiSettings",
  built_in_ai_apis_enabled: "BuiltInAIAPIsEnabled",
  genai_local_foundational_model_settings: "GenAILocalFoundationalModelSettings",
};

// Only the names of policies are translated: what is inside them the vendors spell alike, or it is the writer's own.
function inVendorNames(policy: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(policy).map(([name, value]) => [vendorName(name), value]));
}

function vendorName(name: string): string {
  if (Object.hasOwn(irregular, name)) return irregular[name] ?? name;
  if (!/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name)) return name;
  return name.replace(/(?:^|_)([a-z0-9])/g, (_, first: string) => first.toUpperCase());
}
