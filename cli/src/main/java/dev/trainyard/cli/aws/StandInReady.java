package dev.trainyard.cli.aws;

/**
 * What the stand-in says when it is ready (contract {@code standin-ready}).
 *
 * @param endpoint where every AWS API is
 * @param region its region
 * @param caCertificate PEM file of its own certificate
 * @param caBundle PEM file of this machine's roots and its certificate
 * @param trustStore PKCS12 file of its certificate
 * @param trustStorePassword of that file
 * @param supervisorPid the process whose end ends all of it
 */
public record StandInReady(
        String endpoint,
        String region,
        String caCertificate,
        String caBundle,
        String trustStore,
        String trustStorePassword,
        long supervisorPid) {}
