# An image with derlius alone: docker build -t derlius . && docker run --rm -i derlius count -t …
# The first stage builds as `make dist` does; the second holds what came out, and the C libraries that it is linked with.
# scripts/distribution/test-image runs the second stage's steps without docker.

FROM swift:6.3-bookworm AS build
WORKDIR /src
COPY scripts/bootstrap scripts/bootstrap
RUN scripts/bootstrap && apt-get install -y -qq --no-install-recommends python3 binutils make
COPY . .
RUN scripts/dist && mkdir /out && tar --extract --gzip --file build/dist/derlius-*.tar.gz --directory /out --strip-components=1

FROM debian:bookworm-slim
RUN apt-get update -qq \
  && apt-get install -y -qq --no-install-recommends ca-certificates libarchive13 libcurl4 libexttextcat-2.0-0 \
    libexttextcat-data libhunspell-1.7-0 libicu72 libmicrohttpd12 libssl3 libstdc++6 libxml2 zlib1g \
  && rm -rf /var/lib/apt/lists/*
COPY --from=build /out/ /usr/local/
# The vocabularies that `pull` gets; mount a folder here to keep them.
ENV DERLIUS_HOME=/var/lib/derlius
RUN useradd --create-home derlius && mkdir -p "$DERLIUS_HOME" && chown derlius "$DERLIUS_HOME" && derlius --version
USER derlius
WORKDIR /home/derlius
ENTRYPOINT ["derlius"]
