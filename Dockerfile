# Nothing is kept but the bundle: one file of server and the built dashboard, without npm or node_modules.
FROM node:24-bookworm-slim AS build
WORKDIR /flowdesk
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run bundle

FROM node:24-bookworm-slim
WORKDIR /flowdesk
COPY --from=build /flowdesk/bundle ./
# Nothing is written, so run it with a read-only root: docker run --read-only --cap-drop ALL --security-opt no-new-privileges
USER node
# A container's own loopback is not reached from outside; settings then ask for ACCESS and PUBLIC_URL.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4173
EXPOSE 4173
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server.mjs"]
