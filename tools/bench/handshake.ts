import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** Milliseconds from spawn to the handshake line, started as Terraform starts a provider. */
export async function handshakeMs(path: string, env: NodeJS.ProcessEnv): Promise<number> {
  const start = performance.now();
  const child = spawn(path, [], { env: { ...env, ...asTerraform }, stdio: ["ignore", "pipe", "ignore"] });
  const exited = once(child, "exit");
  try {
    const [line] = await Promise.race([
      once(createInterface({ input: child.stdout }), "line"),
      exited.then(([code]) => Promise.reject(new Error(`${path} ended with exit code ${code} before the handshake`))),
    ]);
    const elapsed = performance.now() - start;
    if (!/^1\|[56]\|(unix|tcp)\|/.test(String(line))) throw new Error(`${path} says ${line}, which is no handshake`);
    return elapsed;
  } finally {
    child.kill("SIGKILL");
    await exited;
  }
}

/** What Terraform puts into the environment. Nobody connects here, so the certificate may be anyone's. */
const asTerraform = {
  TF_PLUGIN_MAGIC_COOKIE: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
  PLUGIN_PROTOCOL_VERSIONS: "5,6",
  PLUGIN_CLIENT_CERT: `-----BEGIN CERTIFICATE-----
MIIBfzCCASWgAwIBAgIUDt0cJAjH3FX2joPd6VTWbu/MeeAwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTA3MDQzMloYDzIxMjYxMDI4
MDcwNDMyWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAQ5kmqgllcxSaniORKvFjQ1FrfBl4CK0wbpOXBQWE/Ez27G3KvVdezY
OCU7kPtfMWjAXetKVNY4zvd5kX/c6FcMo1MwUTAdBgNVHQ4EFgQU23IFfqMHV1Lb
gLUP2139Z0nziEkwHwYDVR0jBBgwFoAU23IFfqMHV1LbgLUP2139Z0nziEkwDwYD
VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiEAiNOYS99XiIs4i3d5W72X
5di/oR9gXu7ZMyIQnronsWACIEi63ipVciz05Vq+revjYti1kuWhE2iirb6J05mN
DSuH
-----END CERTIFICATE-----
`,
};
