import { join, relative } from "node:path";
import type { JsonObject } from "@thoth-iac/model";
import type { GovApi } from "./govapi.ts";
import type { StandIns } from "./stand-ins.ts";
import type { Outputs, Way, WayEngine } from "./way.ts";
import type { Workspace } from "./workspace.ts";

/** What was made, and where. */
export interface Told {
  readonly root: string;
  readonly way: Way;
  readonly engine: WayEngine;
  readonly workspace: Workspace;
  readonly govapi: GovApi;
  readonly standIns: StandIns;
  readonly outputs: Outputs;
  /** What happens to ungoverned calls, by their risk. */
  readonly shadowPolicy: JsonObject;
}

/** What was made, by what the server and the receiver say themselves, and where it is. */
export function summary(told: Told, keep: boolean): readonly string[] {
  const { workspace, govapi, standIns, outputs } = told;
  const { deliveries } = standIns.receiver;
  const verified = deliveries.filter((delivery) => delivery.verified).length;
  const devices = outputs.syncedDevices;
  const shadow = ["low", "medium", "high", "critical"].map((tier) => `${tier} ${told.shadowPolicy[tier]}`);
  const browsers = Object.entries(outputs.enrolledBrowsers).map(([device, status]) => `${device} ${status}`);
  const policies = Object.keys(outputs.chromePolicy);
  return [
    "",
    `Made in tenant ${govapi.tenantId}:`,
    `  settings   ungoverned calls: ${shadow.join(", ")}`,
    `  SIEM       ${deliveries.length} test event arrived, ${verified} with a valid signature (${outputs.webhookTest})`,
    `  MDM        ${devices.total} devices read from Jamf, ${devices.unassigned} of them nobody's`,
    `  browsers   ${browsers.join(", ")}; Chrome's policy: ${policies.join(", ")}`,
    "",
    "Where:",
    `  configuration and state   ${workspace.work}`,
    `  log of the engine         ${workspace.engineLog}`,
    `  log of GovAPI             ${workspace.govapiLog}`,
    ...(keep ? ["", "In another terminal:", ...byHand(told)] : []),
  ];
}

/** How to go on when everything has ended, and how to leave nothing behind. */
export function farewell(told: Told, kept: boolean): readonly string[] {
  const { root, workspace, govapi } = told;
  const thothctl = relative(process.cwd(), join(root, "dist", "bin", "thothctl"));
  const { host } = new URL(govapi.url);
  return [
    "",
    "To go on by hand, start GovAPI again on what it kept:",
    `  ${thothctl} serve --listen ${host} --data ${workspace.dataFolder} --tenant ${govapi.tenantId} --allow-private-targets`,
    "and in another terminal:",
    ...byHand(told),
    ...(kept ? [] : ["(npm run quickstart -- --keep leaves all of it running, the stand-ins too.)"]),
    "",
    "To clean up:",
    `  rm -r ${workspace.home}`,
  ];
}

function byHand({ root, way, engine, workspace }: Told): readonly string[] {
  return [
    `  cd ${workspace.work} && . ../environment.sh`,
    `  ${engine.path} ${way.plan}`,
    `  ${join(root, "dist", "bin", "thothctl")} browser policies list`,
  ];
}
