// PostGraphile 5 as its guide sets it up, without the pages for developers; several processes share the port where asked.
import cluster from "node:cluster";
import { createServer } from "node:http";
import { postgraphile } from "postgraphile";
import { makePgService } from "postgraphile/adaptors/pg";
import { grafserv } from "postgraphile/grafserv/node";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";

const [port, processes] = process.argv.slice(2).map(Number);
const preset = {
  extends: [PostGraphileAmberPreset],
  pgServices: [makePgService({ connectionString: process.env.DATABASE_URL, schemas: ["data"] })],
  grafserv: { graphiql: false, watch: false },
  grafast: { explain: false },
};

if (processes > 1 && cluster.isPrimary) {
  for (let i = 0; i < processes; i++) cluster.fork();
} else {
  const server = createServer();
  const instance = postgraphile(preset);
  await instance.createServ(grafserv).addTo(server);
  server.listen(port, "127.0.0.1");
}
