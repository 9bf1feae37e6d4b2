import { flowSid } from '#emulator/data/flow-sid.ts'

const zeros = '0'.repeat(28)

/** The SIDs of the faulty flows, one fault each. Tests and demos find the flows by them. */
export const faultSids = {
  unauthorized: flowSid(`FW${zeros}0401`),
  forbidden: flowSid(`FW${zeros}0403`),
  notFound: flowSid(`FW${zeros}0404`),
  slowDown: flowSid(`FW${zeros}0429`),
  slowDownWithoutHeader: flowSid(`FW${zeros}1429`),
  serverError: flowSid(`FW${zeros}0500`),
  unavailableThenRecovers: flowSid(`FW${zeros}0503`),
  connectionReset: flowSid(`FW${zeros}0a01`),
  connectionResetMidBody: flowSid(`FW${zeros}0a02`),
  noAnswer: flowSid(`FW${zeros}0a03`),
  stalledBody: flowSid(`FW${zeros}0a04`),
  html: flowSid(`FW${zeros}0b01`),
  cutShort: flowSid(`FW${zeros}0b02`),
  missingFields: flowSid(`FW${zeros}0c01`),
  unknownStatus: flowSid(`FW${zeros}0c02`),
  oddContexts: flowSid(`FW${zeros}0c03`),
  missingSids: flowSid(`FW${zeros}0c04`),
  hugeContext: flowSid(`FW${zeros}0c05`),
  protoKeys: flowSid(`FW${zeros}0c06`),
  hostileText: flowSid(`FW${zeros}0c07`),
  repeatingToken: flowSid(`FW${zeros}0d01`),
  expiredToken: flowSid(`FW${zeros}0d02`),
  duplicateSids: flowSid(`FW${zeros}0d03`),
  outOfOrder: flowSid(`FW${zeros}0d04`),
  otherHost: flowSid(`FW${zeros}0d05`),
  deepNesting: flowSid(`FW${zeros}0c08`),
  longText: flowSid(`FW${zeros}0c09`),
  compressed: flowSid(`FW${zeros}0e01`),
  brokenGzip: flowSid(`FW${zeros}0e02`),
  gzipBomb: flowSid(`FW${zeros}0e03`),
  noDefinition: flowSid(`FW${zeros}0f01`),
  largeDefinition: flowSid(`FW${zeros}0f02`),
  draftDefinition: flowSid(`FW${zeros}0f03`),
} as const

export type FaultName = keyof typeof faultSids
