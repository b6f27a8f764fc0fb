import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { listening } from "./listening.ts";

/** A place where Terraform keeps state by its backend `http`, such as GitLab's, behind a user and a password. */
export interface StateServer {
  /** All that Terraform has to know of it. */
  readonly env: Readonly<Record<string, string>>;
  /** What is kept now; undefined before the first apply. */
  readonly state: () => string | undefined;
  /** What was asked so far, one method after the other: LOCK and UNLOCK among them. */
  readonly methods: readonly string[];
  readonly close: () => Promise<void>;
}

/** Starts a place for one state over real HTTP. */
export async function startStateServer(): Promise<StateServer> {
  const account = { user: "terraform", password: "the password of state" };
  const wanted = `Basic ${Buffer.from(`${account.user}:${account.password}`).toString("base64")}`;
  const methods: string[] = [];
  let kept: string | undefined;
  let lock: string | undefined;

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = "" } = request;
    const body = await text(request);
    methods.push(method);
    const end = (status: number, said = "") => response.writeHead(status).end(said);
    if (request.headers.authorization !== wanted) end(401);
    else if (method === "GET") end(kept === undefined ? 404 : 200, kept);
    else if (method === "POST") {
      kept = body;
      end(200);
    } else if (method === "LOCK" && lock !== undefined) end(423, lock);
    else {
      lock = method === "LOCK" ? body : undefined;
      end(200);
    }
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  const { url, close } = await listening(server);
  return {
    env: {
      TF_HTTP_ADDRESS: `${url}/state`,
      TF_HTTP_LOCK_ADDRESS: `${url}/lock`,
      TF_HTTP_UNLOCK_ADDRESS: `${url}/lock`,
      TF_HTTP_USERNAME: account.user,
      TF_HTTP_PASSWORD: account.password,
    },
    state: () => kept,
    methods,
    close,
  };
}
