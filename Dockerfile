# syntax=docker/dockerfile:1
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY contract/package.json contract/
COPY platform/package.json platform/
COPY modules/package.json modules/
COPY api/package.json api/
COPY apps/server/package.json apps/server/
COPY apps/dashboard/package.json apps/dashboard/
COPY testing/package.json testing/
COPY e2e/package.json e2e/
COPY bench/package.json bench/
COPY scripts/package.json scripts/
# The client is generated from files that the next layer brings.
RUN npm ci --ignore-scripts --no-audit --no-fund && npm rebuild node
COPY . .
RUN npm run postinstall && npm run build && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-slim
ENV NODE_ENV=production FRONTDESK_DATA_DIR=/data PORT=3000
WORKDIR /app
COPY --from=build /app ./
# The database that first starts copy is readable by its owner only.
RUN mkdir /data && chown -R node:node /data /app/dist
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Straight to Node, so that SIGTERM reaches the server and not a package manager; with the flags of apps/server/src/node-flags.ts.
CMD ["node", "--max-semi-space-size=8", "apps/server/src/main.ts"]
