# Runs the gateway from one bundle: listening in a fifth of a second. It needs INTERCOM_ACCESS_TOKEN, INTERCOM_CLIENT_SECRET and GATEWAY_API_KEYS;
# what is missing is said at the start. To look around with the sandbox instead: docker run -e NODE_ENV=development -p 4000:4000 <image>

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# with the optional packages: the bundler's own binary is one of them
RUN npm ci
COPY rolldown.config.ts tsconfig.json ./
COPY src src
RUN npm run build

FROM node:24-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0
# the bundle has all it runs; the packages stay beside it with their licences, and where audits look for them.
# without the optional ones: the Node.js that they bring is the image's already
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional && npm cache clean --force
COPY config config
# what the syncs of the sandbox read
COPY examples examples
COPY --from=build /app/dist dist
USER node
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 4000}/health/live`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/main.js"]
