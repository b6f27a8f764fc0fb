import { Agent, request as open } from "node:https";
import { Readable } from "node:stream";

// Node's fetch can be told to skip TLS checks only through a dispatcher of undici, which Node keeps to itself.
const agent = new Agent({ rejectUnauthorized: false, keepAlive: true });

/** A `fetch` over https that accepts any certificate and follows no redirect. */
export async function insecureFetch(request: Request): Promise<Response> {
  const body = await request.text();
  return new Promise((resolve, reject) => {
    const length = body === "" ? {} : { "content-length": Buffer.byteLength(body) };
    const headers = { ...Object.fromEntries(request.headers), ...length };
    const outgoing = open(
      request.url,
      { agent, method: request.method, headers, signal: request.signal },
      (incoming) => {
        const status = incoming.statusCode ?? 0;
        if (status < 200 || status > 599) {
          incoming.destroy();
          return reject(new TypeError(`status ${status} is none that HTTP knows`));
        }
        const received = Object.entries(incoming.headers).flatMap(([name, value]): [string, string][] =>
          value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]],
        );
        const empty = status === 204 || status === 205 || status === 304;
        if (empty) incoming.resume();
        // Node and the web each have their own type of the same stream.
        const stream = empty ? null : (Readable.toWeb(incoming) as ReadableStream<Uint8Array>);
        resolve(new Response(stream, { status, headers: received }));
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}
