/** Which tool makes the calls, so that GovAPI can show who wrote what. */
export interface Attribution {
  /** `terraform`, `pulumi`, `thothctl`, ... */
  readonly via: string;
  readonly name: string;
  readonly version: string;
}

/** The headers that carry it. */
export function attributionHeaders({ via, name, version }: Attribution): { readonly [header: string]: string } {
  return {
    "User-Agent": `${name}/${version}`,
    "X-Aten-Provisioned-Via": via.toLowerCase(),
    "X-Aten-Provisioner": name,
    "X-Aten-Provisioner-Version": version,
  };
}
