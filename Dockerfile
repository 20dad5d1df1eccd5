# Any Node.js from 20.19 runs Palaan; 22 gets security updates until April 2027. To pin it to the last digit:
# docker compose build --build-arg NODE=22.19.0-bookworm-slim
ARG NODE=22-bookworm-slim

FROM node:${NODE} AS build
WORKDIR /palaan
COPY .npmrc package.json package-lock.json ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
RUN npm run build

# The mail server of `docker compose --profile try up`. It holds no mail that matters, and is in no other image.
FROM build AS try
COPY sandbox ./sandbox
USER node
EXPOSE 1143 1025
ENTRYPOINT ["node", "--import", "tsx", "sandbox/mail/main.ts", "--host", "0.0.0.0"]

FROM node:${NODE} AS dependencies
WORKDIR /palaan
COPY .npmrc package.json package-lock.json ./
RUN npm ci --omit=dev

# The last stage is what `docker build .` makes.
FROM node:${NODE} AS palaan
ENV NODE_ENV=production PALAAN_CONFIG=/etc/palaan/palaan.yaml
WORKDIR /palaan
COPY --from=dependencies /palaan/node_modules ./node_modules
COPY --from=build /palaan/dist ./dist
COPY package.json LICENSE ./
COPY templates ./templates
USER node
# Node.js itself gets the signals: no shell and no npm in between. On SIGTERM it finishes what it is sending.
ENTRYPOINT ["node", "dist/cli.js"]
CMD ["start"]
