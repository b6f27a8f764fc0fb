import { createServer, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { listening } from "./listening.ts";

/** A comment on a pull request, or a note on a merge request. */
export interface Comment {
  readonly id: number;
  readonly author: "ours" | "somebody";
  body: string;
}

/** The part of GitHub's and of GitLab's API that comments need, and a file to fetch at `/thothctl`. */
export interface CommentServer {
  readonly url: string;
  readonly comments: Comment[];
  readonly close: () => Promise<void>;
}

/** Starts it; calls without the token are refused, and so are those that change what somebody else has written. */
export async function startCommentServer(
  product: "github" | "gitlab",
  token: string,
  file: string,
): Promise<CommentServer> {
  const comments: Comment[] = [];
  const routes =
    product === "github"
      ? { list: "/repos/acme/tenant/issues/7/comments", one: "/repos/acme/tenant/issues/comments/", edit: "PATCH" }
      : { list: "/projects/1/merge_requests/7/notes", one: "/projects/1/merge_requests/7/notes/", edit: "PUT" };
  const shown = ({ id, author, body }: Comment) =>
    product === "github"
      ? { id, body, user: { login: author === "ours" ? "github-actions[bot]" : "somebody" } }
      : { id, body, author: { id: author === "ours" ? 42 : 43 } };

  async function answer(request: IncomingMessage): Promise<readonly [number, unknown]> {
    const [path = ""] = (request.url ?? "").split("?");
    if (path === "/thothctl") return [200, file];
    const { authorization } = request.headers;
    if (![authorization, request.headers["private-token"]].includes(product === "github" ? `Bearer ${token}` : token)) {
      return [401, { message: "Bad credentials" }];
    }
    if (path === "/user") return [200, { id: 42 }];
    if (path === routes.list && request.method === "GET") return [200, comments.map(shown)];
    const written: { readonly body: string } = JSON.parse(await text(request));
    if (path === routes.list && request.method === "POST") {
      comments.push({ id: 100 + comments.length, author: "ours", body: written.body });
      return [201, {}];
    }
    const found = comments.find(({ id }) => path === `${routes.one}${id}`);
    if (found?.author !== "ours" || request.method !== routes.edit) return [404, { message: "Not Found" }];
    found.body = written.body;
    return [200, {}];
  }

  const server = createServer((request, response) => {
    answer(request).then(
      ([status, body]) => response.writeHead(status).end(typeof body === "string" ? body : JSON.stringify(body)),
      (thrown) => response.writeHead(500).end(String(thrown)),
    );
  });
  return { comments, ...(await listening(server)) };
}
