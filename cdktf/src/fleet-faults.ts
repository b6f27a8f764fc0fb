import type { Attribute, AttributeType } from "@thoth-iac/model";
import { BrowserEnrollment } from "../bindings/cdktf/browser-enrollment/index.ts";
import { browserEnrollmentInputs } from "../bindings/cdktf/props/index.ts";
import { devicesIn, namesIn, ringNames } from "./fleet-rings.ts";
import { membersOf } from "./members.ts";
import { loadModel } from "./model.ts";
import type { Part } from "./part.ts";
import { attributeOf, type Check, faultsIn, type Given, kindOf } from "./validation.ts";
import { isPlain, isResolvedLater } from "./written.ts";

const enrollment: Part = { type: BrowserEnrollment.tfResourceType, inputs: browserEnrollmentInputs };

/** Tells what is wrong with the browsers of a fleet, beyond what each of them tells itself. */
export const browserFaults: Check = ({ browsers }) => {
  if (browsers === undefined) return [];
  if (!isPlain(browsers))
    return [`browsers must be an object that has props under each name; found ${kindOf(browsers)}`];
  return Object.entries(browsers).flatMap(([key, browser]) => {
    const place = loadModel().pathText(["browsers", key]);
    if (browser === undefined) return [];
    if (!isPlain(browser)) return [`${place} must be an object; found ${kindOf(browser)}`];
    const { enrollments, providerName } = browser;
    return [
      ...(enrollments === undefined ? [] : [`${place}.enrollments: the rings make them; remove it`]),
      ...(providerName === undefined ? [] : [`${place}.providerName: the key says which browser it is; remove it`]),
    ];
  });
};

/** Tells what is wrong with the devices of a fleet. */
export const deviceFaults: Check = (given) => {
  const wrong = [...knownFaults(given.devices, "devices"), ...faultsIn([devices()], given)];
  return [...wrong, ...sameDevices(given), ...strangeBrowsers(given)];
};

/** Tells what is wrong with the rings of a fleet. */
export const ringFaults: Check = (given) => {
  const wrong = [...knownFaults(given.rings, "rings"), ...faultsIn([rings()], given)];
  return [...wrong, ...undecided(given), ...shrinking(given), ...strangeDevices(given)];
};

function devices(): Attribute {
  const attributes = [
    attributeOf(enrollment, "deviceId"),
    attributeOf(enrollment, "userId"),
    attributeOf(enrollment, "browserProfile"),
    attribute("browsers", { kind: "list", element: { kind: "string", minLength: 1 } }),
  ];
  return attribute("devices", { kind: "list", element: { kind: "object", attributes } });
}

function rings(): Attribute {
  const attributes = [
    attribute("percent", { kind: "number", minimum: 0, maximum: 100 }),
    attribute("devices", { kind: "list", element: { kind: "string", minLength: 1 } }),
    attributeOf(enrollment, "status"),
  ];
  const ring: AttributeType = { kind: "object", attributes };
  return attribute("rings", { kind: "object", attributes: ringNames.map((name) => attribute(name, ring)) });
}

function attribute(name: string, type: AttributeType): Attribute {
  return { name, type, description: "", input: true, output: false, required: false };
}

/** What is made, and under which address, follows from the devices and rings, so that they must be known by then. */
function knownFaults(written: unknown, place: string): readonly string[] {
  const path = /(^|\.)(userId|browserProfile|status)$/;
  if (isResolvedLater(written) && !path.test(place)) {
    return [`${place} must be known when the program is synthesized, since it decides what is made; found a token`];
  }
  if (Array.isArray(written)) return written.flatMap((item, at) => knownFaults(item, `${place}[${at}]`));
  if (!isPlain(written)) return [];
  return Object.entries(written).flatMap(([key, member]) => knownFaults(member, `${place}.${key}`));
}

function sameDevices({ devices }: Given): readonly string[] {
  return repeated(placesOf(devices, "devices"), "a device of the fleet is listed once");
}

/** Each device, with where it is written. */
function placesOf(devices: unknown, place: string): readonly Place[] {
  if (!Array.isArray(devices) || isResolvedLater(devices)) return [];
  return devices.flatMap((device: unknown, at) => {
    const id = isPlain(device) ? device.deviceId : device;
    const member = isPlain(device) ? ".deviceId" : "";
    return typeof id === "string" && !isResolvedLater(id) ? [{ id, place: `${place}[${at}]${member}` }] : [];
  });
}

/** A device's id, and where it is written. */
interface Place {
  readonly id: string;
  readonly place: string;
}

function repeated(places: readonly Place[], rule: string): readonly string[] {
  const first = new Map<string, string>();
  return places.flatMap(({ id, place }) => {
    const earlier = first.get(id);
    if (earlier !== undefined) return [`${place}: ${rule}; found ${JSON.stringify(id)}, which is ${earlier} already`];
    first.set(id, place);
    return [];
  });
}

function strangeBrowsers({ devices, browsers }: Given): readonly string[] {
  if (!Array.isArray(devices) || isResolvedLater(browsers)) return [];
  const known = isPlain(browsers) ? Object.keys(browsers) : [];
  return devices.flatMap((device: unknown, at) =>
    namesIn(isPlain(device) ? device.browsers : undefined)
      .filter((name) => !known.includes(name) && !isResolvedLater(name))
      .map((name) => `devices[${at}].browsers: ${strange(name, known, "browsers")}`),
  );
}

function strangeDevices({ devices, rings }: Given): readonly string[] {
  const known = devicesIn(devices).map(({ deviceId }) => deviceId);
  const named = ringsIn(rings).flatMap(([name, ring]) => placesOf(ring.devices, `rings.${name}.devices`));
  return [
    ...repeated(named, "a device is in one ring"),
    ...named
      .filter(({ id }) => !known.includes(id))
      .map(({ id, place }) => `${place}: ${strange(id, known, "devices")}`),
  ];
}

function strange(name: string, known: readonly string[], prop: string): string {
  const near = loadModel().nearest(name, known);
  const hint = near === undefined ? "" : `; did you mean ${JSON.stringify(near)}?`;
  return `must be one of those in ${prop}; found ${JSON.stringify(name)}${hint}`;
}

function undecided({ rings }: Given): readonly string[] {
  return ringsIn(rings).flatMap(([name, { percent, devices }]) => {
    const given = [percent, devices].filter((each) => each !== undefined).length;
    if (given === 1) return [];
    return [`rings.${name} must have exactly one of percent, devices; found ${given === 0 ? "none" : "both"}`];
  });
}

function shrinking({ rings }: Given): readonly string[] {
  const reached = ringsIn(rings).flatMap(([name, { percent }]) =>
    typeof percent === "number" && !isResolvedLater(percent) ? [{ name, percent }] : [],
  );
  return reached.slice(1).flatMap(({ name, percent }, at) => {
    const before = reached[at];
    if (before === undefined || percent >= before.percent) return [];
    return [
      `rings.${name}.percent includes the rings before it, so it must be at least ${before.percent}, as rings.${before.name}.percent is; found ${percent}`,
    ];
  });
}

function ringsIn(rings: unknown): readonly (readonly [string, Given])[] {
  return ringNames.flatMap((name) => membersOf(rings).filter(([key]) => key === name));
}
