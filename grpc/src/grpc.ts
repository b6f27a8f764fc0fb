import http2 from "node:http2";
import type { ListenOptions } from "node:net";
import { type Answer, answerStream, type Methods } from "./grpc-stream.ts";
import type { Log } from "./log.ts";

/** What a gRPC server is made of. Without `tls` it speaks plain HTTP/2, as a plugin under a debugger does. */
export interface GrpcServerOptions {
  /** Gives the methods by full path, such as "/plugin.GRPCController/Shutdown"; called once, by the first call. */
  readonly methods: () => Promise<Methods>;
  readonly log: Log;
  readonly tls?: TlsOptions | undefined;
  /** The largest request that is read; 256 MB unless said. Answers have no limit of ours. */
  readonly maximumMessageBytes?: number | undefined;
  /**
   * The longest header that tells of an error's details; beyond, they are left out. 8 MB unless said, which Node can send
   * and Go's clients take. Bun 1.4 breaks the connection at 64 KB: under it, say 60,000.
   */
  readonly longestDetails?: number | undefined;
  /** What a client is told of an error that was not meant for it: where to look for the rest. */
  readonly unexpectedFailure?: string | undefined;
  /** Called each time the last open connection has gone. */
  readonly onIdle?: (() => void) | undefined;
}

/** Both sides' certificates in PEM: only a client that shows `clientCertificate` gets in. */
export interface TlsOptions {
  readonly privateKey: string;
  readonly certificate: string;
  readonly clientCertificate: string;
}

/** A server that has been made; it accepts connections from `listen` until `close`. */
export interface GrpcServer {
  /** Starts to listen, and gives the port where it is TCP. */
  listen(options: ListenOptions): Promise<number | undefined>;
  /** Stops to accept, lets running calls finish, and cuts off after `graceMilliseconds` those that do not. */
  close(graceMilliseconds: number): Promise<void>;
  /** Tells whether a connection is open. */
  isConnected(): boolean;
}

// As large as Terraform's own limit, so that what it can send can be read.
const defaultMaximumBytes = 256 * 1024 * 1024;
// Above HTTP/2's 64 KB, with which a large state crawls. The connection's own window stays as it is: raised by
// `setLocalWindowSize`, it is never refilled by Bun 1.4, so that messages of some megabytes stop half-way for ever.
const streamWindowBytes = 4 * 1024 * 1024;
const defaultLongestDetails = 8 * 1024 * 1024;
// Above Node's 64 KB, which the details of a failure may pass: they are a header's content. Go's clients take 16 MB.
const longestHeaderBytes = 16 * 1024 * 1024;
// Node's default of 10 MB per connection refuses further streams while a few large messages are under way.
const sessionMemoryMegabytes = 2048;

/** Makes a gRPC server of unary methods over HTTP/2. */
export function createGrpcServer(options: GrpcServerOptions): GrpcServer {
  const { log, tls } = options;
  const sessions = new Set<http2.ServerHttp2Session>();
  const answers = new Set<Answer>();
  const settings = {
    settings: { initialWindowSize: streamWindowBytes, enablePush: false },
    maxSessionMemory: sessionMemoryMegabytes,
    maxSendHeaderBlockLength: longestHeaderBytes,
  };
  const server =
    tls === undefined
      ? http2.createServer(settings)
      : http2.createSecureServer({
          ...settings,
          key: tls.privateKey,
          cert: tls.certificate,
          ca: [tls.clientCertificate],
          requestCert: true,
          rejectUnauthorized: true,
          minVersion: "TLSv1.2",
        });

  let methods: Promise<Methods> | undefined;
  server.on("session", (session) => {
    sessions.add(session);
    session.on("error", (error) => log("debug", "connection error", { error: error.message }));
    session.on("close", () => {
      sessions.delete(session);
      if (sessions.size === 0) options.onIdle?.();
    });
  });
  server.on("stream", (stream, headers) => {
    methods ??= options.methods();
    const answer = answerStream(stream, headers, {
      methods,
      log,
      maximumMessageBytes: options.maximumMessageBytes ?? defaultMaximumBytes,
      longestDetails: options.longestDetails ?? defaultLongestDetails,
      unexpectedFailure: options.unexpectedFailure ?? "the plugin failed unexpectedly; its log says more",
    });
    answers.add(answer);
    void answer.done.then(() => answers.delete(answer));
  });
  server.on("sessionError", (error) => log("debug", "connection error", { error: error.message }));
  server.on("tlsClientError", (error) => log("warn", "refused a connection", { error: error.message }));

  return {
    isConnected: () => sessions.size > 0,
    listen: (where) =>
      new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen(where, () => {
          server.off("error", reject);
          server.on("error", (error) => log("error", "listener error", { error: error.message }));
          const address = server.address();
          resolve(typeof address === "object" ? address?.port : undefined);
        });
      }),
    close: async (graceMilliseconds) => {
      server.close();
      for (const answer of answers) answer.hangUp();
      for (const session of sessions) session.close();
      let timer: NodeJS.Timeout | undefined;
      const timeout = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, graceMilliseconds);
      });
      await Promise.race([Promise.all([...answers].map(({ done }) => done)), timeout]);
      clearTimeout(timer);
      for (const session of sessions) session.destroy();
    },
  };
}
