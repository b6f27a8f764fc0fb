import { Construct } from "constructs";
import { childId } from "../child-id.ts";
import { browserFaults, deviceFaults, ringFaults } from "../fleet-faults.ts";
import { type Enrolled, enrolledDevices, namesIn } from "../fleet-rings.ts";
import { membersOf } from "../members.ts";
import { checkedProps } from "../validation.ts";
import { isPlain } from "../written.ts";
import { BrowserBaseline, type BrowserBaselineEnrollment } from "./browser-baseline.ts";
import type { GovernedFleetProps } from "./fleet-props.ts";
import { MdmIntegration } from "./mdm-integration.ts";
import { SiemWebhook } from "./siem-webhook.ts";
import { ThothTenant } from "./thoth-tenant.ts";

/** The devices of each ring, by their ids. */
export interface FleetRingDevices {
  /** The devices of the first ring. */
  readonly canary: readonly string[];
  /** The devices of the second ring. */
  readonly pilot: readonly string[];
  /** The devices of the last ring. */
  readonly full: readonly string[];
}

/**
 * A tenant under governance and the fleet that obeys it: its settings, where its events go, its MDM system, and its
 * browsers, which are enrolled ring by ring. Moving a device from one ring to another changes its enrollment and never
 * replaces it.
 */
export class GovernedFleet extends Construct {
  /** The settings of the tenant, if they were given. */
  readonly tenant: ThothTenant | undefined;
  /** Where the events go, if it was given. */
  readonly events: SiemWebhook | undefined;
  /** The MDM system, if it was given. */
  readonly mdm: MdmIntegration | undefined;
  /** The browsers, by their names. */
  readonly browsers: { readonly [browser: string]: BrowserBaseline };
  /** Which devices are in which ring. */
  readonly rings: FleetRingDevices;

  constructor(scope: Construct, id: string, props: GovernedFleetProps = {}) {
    super(scope, id);
    const { tenant, events, mdm }: GovernedFleetProps = isPlain(props) ? props : {};
    const { browsers, devices, rings } = checkedProps(this, props, {
      parts: [],
      handedOn: ["tenant", "events", "mdm"],
      checks: { browsers: browserFaults, devices: deviceFaults, rings: ringFaults },
    });
    this.tenant = isAbsent(tenant) ? undefined : new ThothTenant(this, "Tenant", tenant);
    this.events = isAbsent(events) ? undefined : new SiemWebhook(this, "Events", events);
    this.mdm = isAbsent(mdm) ? undefined : new MdmIntegration(this, "Mdm", mdm);
    const enrolled = enrolledDevices(devices, rings);
    this.browsers = Object.fromEntries(
      membersOf(browsers).map(([browser, given]) => {
        const baseline = { ...given, providerName: browser, enrollments: enrollmentsOf(browser, enrolled) };
        return [browser, new BrowserBaseline(this, childId("Browser", browser), baseline)];
      }),
    );
    this.rings = { canary: idsIn("canary", enrolled), pilot: idsIn("pilot", enrolled), full: idsIn("full", enrolled) };
  }
}

function isAbsent<T>(given: T | null | undefined): given is null | undefined {
  return given === undefined || given === null;
}

/** The enrollments of one browser. Their addresses are made of the devices alone, so that no ring is in them. */
function enrollmentsOf(
  browser: string,
  enrolled: readonly Enrolled[],
): Readonly<Record<string, BrowserBaselineEnrollment>> {
  const here = enrolled.filter(
    ({ device }) => device.browsers === undefined || namesIn(device.browsers).includes(browser),
  );
  return Object.fromEntries(
    here.map(({ device: { deviceId, userId, browserProfile }, name, ring: { status } }) => [
      deviceId,
      { deviceId, userId, ...given({ browserProfile, status }), metadata: { ring: name } },
    ]),
  );
}

function given(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function idsIn(ring: string, enrolled: readonly Enrolled[]): readonly string[] {
  return enrolled.filter(({ name }) => name === ring).map(({ device }) => device.deviceId);
}
