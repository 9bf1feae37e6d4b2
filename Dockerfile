# The final image contains only the bundle: the server, the file for AI tools and the built app, without npm or node_modules.
FROM node:24-bookworm-slim@sha256:6f7b03f7c2c8e2e784dcf9295400527b9b1270fd37b7e9a7285cf83b6951452d AS build
WORKDIR /flowdesk
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run bundle

FROM node:24-bookworm-slim@sha256:6f7b03f7c2c8e2e784dcf9295400527b9b1270fd37b7e9a7285cf83b6951452d
WORKDIR /flowdesk
COPY --from=build /flowdesk/bundle ./
# Flowdesk writes nothing, so run it with a read-only file system: docker run --read-only --cap-drop ALL --security-opt no-new-privileges
USER node
# A container's loopback cannot be reached from outside, so it listens on 0.0.0.0; ACCESS and PUBLIC_URL are then required.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4173
EXPOSE 4173
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server.mjs"]
