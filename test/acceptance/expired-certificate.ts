import { certificate } from "../../client/src/test-certificates.ts";

const day = 86_400_000;
const at = (days: number) => new Date(Date.now() + days * day);
const authority = certificate({ host: "Authority of the tests", signsOthers: true, from: at(-30), until: at(30) });

/** The certificate of an authority that programs under test can be told to trust. */
export const authorityCertificate = authority.cert;

/** A certificate of that authority for 127.0.0.1 that was good until yesterday. */
export const expiredCertificate = certificate({ host: "127.0.0.1", from: at(-20), until: at(-1), authority });
