import { BlockList, isIP, isIPv6 } from "node:net";

/**
 * What an address reaches: the public internet, a private network, this machine, or something that is never a
 * target (link-local and with it cloud metadata, multicast, unspecified, documentation, tunnels).
 */
export type AddressClass = "public" | "private" | "loopback" | "forbidden";

/** The class of an IP address, written in any form that the network stack gives. */
export function addressClass(address: string): AddressClass {
  const plain = address.split("%")[0] ?? "";
  if (isIP(plain) === 0) return "forbidden";
  const mapped = mappedIPv4(plain);
  if (mapped !== undefined) return classOf(mapped, "ipv4");
  return classOf(plain, isIPv6(plain) ? "ipv6" : "ipv4");
}

type Family = "ipv4" | "ipv6";

function classOf(address: string, family: Family): AddressClass {
  if (forbidden.check(address, family)) return "forbidden";
  if (loopback.check(address, family)) return "loopback";
  if (privateNetworks.check(address, family)) return "private";
  if (family === "ipv6" && !globalUnicast.check(address, family)) return "forbidden";
  return "public";
}

// ::ffff:a.b.c.d reaches a.b.c.d; URL and resolver may write its last part as two hexadecimal groups.
function mappedIPv4(address: string): string | undefined {
  if (!isIPv6(address) || !mappedNetwork.check(address, "ipv6")) return undefined;
  const dotted = /:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  if (dotted !== undefined) return dotted;
  const groups = address.split(":").slice(-2);
  const [high, low] = groups.map((group) => Number.parseInt(group || "0", 16));
  if (high === undefined || low === undefined) return undefined;
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

function networks(...ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = "", prefix = ""] = range.split("/");
    list.addSubnet(network, Number(prefix), isIPv6(network) ? "ipv6" : "ipv4");
  }
  return list;
}

const mappedNetwork = networks("::ffff:0:0/96");
const loopback = networks("127.0.0.0/8", "::1/128");
const privateNetworks = networks("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7");
const globalUnicast = networks("2000::/3");
const forbidden = networks(
  "0.0.0.0/8",
  "169.254.0.0/16",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
  // Metadata services that live outside the link-local range: Azure, Alibaba, AWS over IPv6.
  "168.63.129.16/32",
  "100.100.100.200/32",
  "fd00:ec2::254/128",
  // Addresses that carry another address inside: Teredo and other special uses, 6to4, NAT64.
  "2001::/23",
  "2001:db8::/32",
  "2002::/16",
  "3fff::/20",
  "64:ff9b::/96",
  "64:ff9b:1::/48",
);
