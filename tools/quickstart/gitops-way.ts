import { join } from "node:path";
import { isList, isRecord, type JsonObject, type JsonValue, parseJson, version } from "@thoth-iac/model";
import { buildExecutables } from "../build-executables.ts";
import { sentence, tell } from "./engine-run.ts";
import { answerOf } from "./govapi.ts";
import { type Surrounding, tenantIn } from "./surrounding.ts";
import type { Outputs, Stage, Way } from "./way.ts";

/** No engine but thothctl itself, by the manifests of examples/gitops-quickstart. */
export function gitopsWay(root: string): Way {
  return {
    example: "gitops-quickstart",
    programs: "the executables",
    build: buildExecutables,
    obtain: async () => ({
      title: "thothctl",
      command: "thothctl",
      version,
      path: join(root, "dist", "bin", "thothctl"),
    }),
    advice: "It needs none.",
    furnish: async (_, surrounding) => ({ ...tenantIn(surrounding), ...systemsIn(surrounding) }),
    applyTwice,
    plan: "plan -f manifests",
  };
}

/** What the manifests take from the environment. It holds secrets, if only of things that end with this run. */
function systemsIn({ standIns: { receiver, receiverSecret, jamf } }: Surrounding): NodeJS.ProcessEnv {
  return {
    SIEM_URL: receiver.url,
    SIEM_SECRET: receiverSecret,
    JAMF_URL: jamf.url,
    JAMF_CLIENT_ID: jamf.clientId,
    JAMF_CLIENT_SECRET: jamf.clientSecret,
  };
}

async function applyTwice(stage: Stage, surrounding: Surrounding): Promise<Outputs> {
  const manifests = ["-f", "manifests"];
  const plan = ["plan", ...manifests];
  const apply = ["apply", ...manifests];
  const steps = [
    { title: "thothctl validate", args: ["validate", ...manifests], outcome: validated },
    { title: "thothctl plan", args: plan, outcome: planned },
    { title: "thothctl apply", args: apply, outcome: applied },
    { title: "thothctl plan, again", args: plan, outcome: planned },
    { title: "a change by hand", args: byHand, outcome: () => "somebody lets Chrome's policy only report" },
    { title: "thothctl plan, drift", args: plan, outcome: planned },
    { title: "thothctl apply, again", args: apply, outcome: applied },
    { title: "thothctl plan, the end", args: [...plan, "--detailed-exitcode"], outcome: planned },
  ];
  for (const step of steps) await tell(stage, { ...step, progressIn: stepDone });
  return outputsOf(surrounding);
}

const byHand = ["browser", "policies", "upsert", "--policy-id", "extensions", "--enforcement-mode", "monitor"];

function validated(printed: string): string {
  return sentence(printed, /^(\d+ \w+ in \d+ \w+)/m, "$1");
}

function planned(printed: string): string {
  return printed.includes("No changes:") ? "no changes" : sentence(printed, /^Plan: ([^;.]+)/m, "$1");
}

function applied(printed: string): string {
  return sentence(printed, /^Done: ([^.]+)/m, "$1");
}

/** `  + create   MdmProvider/jamf: done` */
function stepDone(line: string): string | undefined {
  return / (\w+\/\S+: done)$/.exec(line)?.[1];
}

async function outputsOf({ govapi }: Surrounding): Promise<Outputs> {
  const rowsAt = async (path: string) => rowsIn(await answerOf(govapi, { route: `GET ${path}` }));
  const [provider] = await rowsAt("/thoth/mdm/providers");
  const params = { id: String(provider?.last_sync_job_id ?? "") };
  const job = await answerOf(govapi, { route: "GET /thoth/mdm/sync-jobs/{id}", params });
  const [policy] = await rowsAt("/thoth/browser/policies");
  const enrollments = await rowsAt("/thoth/browser/enrollments");
  const { synced_endpoints: total, unassigned_count: unassigned } = isRecord(job) ? job : {};
  return {
    // An apply whose test is not delivered fails.
    webhookTest: "delivered",
    syncedDevices: { total: Number(total), unassigned: Number(unassigned) },
    enrolledBrowsers: Object.fromEntries(enrollments.map((row) => [String(row.device_id), String(row.status)])),
    chromePolicy: objectIn(policy?.compiled_policy),
  };
}

function rowsIn(answer: JsonValue): readonly JsonObject[] {
  const rows = isRecord(answer) ? answer.data : answer;
  return isList(rows) ? rows.filter((row) => isRecord(row)) : [];
}

function objectIn(value: JsonValue | undefined): JsonObject {
  const parsed = typeof value === "string" ? parseJson(value) : value;
  return isRecord(parsed) ? parsed : {};
}
