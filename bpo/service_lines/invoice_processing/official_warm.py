"""Imported by a server whose children are to find the official rules compiled, and run once.

A first run reads code lists and builds what later runs share; a child that had to do it would take half a second.
"""

from .official_rules import CORE, broken_official

_UBL = f"""<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
 xmlns:c="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
 xmlns:b="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<b:CustomizationID>{CORE}</b:CustomizationID><b:ID>1</b:ID><b:IssueDate>2026-01-02</b:IssueDate>
<b:InvoiceTypeCode>380</b:InvoiceTypeCode><b:DocumentCurrencyCode>EUR</b:DocumentCurrencyCode>
<c:AccountingSupplierParty><c:Party><c:PostalAddress><c:Country><b:IdentificationCode>DE</b:IdentificationCode>
</c:Country></c:PostalAddress><c:PartyTaxScheme><b:CompanyID>DE136695976</b:CompanyID><c:TaxScheme><b:ID>VAT</b:ID>
</c:TaxScheme></c:PartyTaxScheme><c:PartyLegalEntity><b:RegistrationName>A</b:RegistrationName></c:PartyLegalEntity>
</c:Party></c:AccountingSupplierParty><c:LegalMonetaryTotal><b:LineExtensionAmount currencyID="EUR">1.00
</b:LineExtensionAmount></c:LegalMonetaryTotal><c:InvoiceLine><b:ID>1</b:ID><b:InvoicedQuantity unitCode="C62">1
</b:InvoicedQuantity><b:LineExtensionAmount currencyID="EUR">1.00</b:LineExtensionAmount><c:Item><b:Name>A</b:Name>
</c:Item><c:Price><b:PriceAmount currencyID="EUR">1.00</b:PriceAmount></c:Price></c:InvoiceLine></Invoice>"""
_CII = f"""<r:CrossIndustryInvoice xmlns:r="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
 xmlns:a="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
 xmlns:u="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
<r:ExchangedDocumentContext><a:GuidelineSpecifiedDocumentContextParameter><a:ID>{CORE}</a:ID>
</a:GuidelineSpecifiedDocumentContextParameter></r:ExchangedDocumentContext>
<r:ExchangedDocument><a:ID>1</a:ID><a:TypeCode>380</a:TypeCode><a:IssueDateTime><u:DateTimeString format="102">20260102
</u:DateTimeString></a:IssueDateTime></r:ExchangedDocument><r:SupplyChainTradeTransaction>
<a:IncludedSupplyChainTradeLineItem><a:AssociatedDocumentLineDocument><a:LineID>1</a:LineID>
</a:AssociatedDocumentLineDocument><a:SpecifiedTradeProduct><a:Name>A</a:Name></a:SpecifiedTradeProduct>
<a:SpecifiedLineTradeAgreement><a:NetPriceProductTradePrice><a:ChargeAmount>1.00</a:ChargeAmount>
</a:NetPriceProductTradePrice></a:SpecifiedLineTradeAgreement><a:SpecifiedLineTradeDelivery>
<a:BilledQuantity unitCode="C62">1</a:BilledQuantity></a:SpecifiedLineTradeDelivery><a:SpecifiedLineTradeSettlement>
<a:ApplicableTradeTax><a:TypeCode>VAT</a:TypeCode><a:CategoryCode>S</a:CategoryCode>
<a:RateApplicablePercent>19</a:RateApplicablePercent></a:ApplicableTradeTax>
<a:SpecifiedTradeSettlementLineMonetarySummation><a:LineTotalAmount>1.00</a:LineTotalAmount>
</a:SpecifiedTradeSettlementLineMonetarySummation></a:SpecifiedLineTradeSettlement></a:IncludedSupplyChainTradeLineItem>
<a:ApplicableHeaderTradeAgreement><a:SellerTradeParty><a:Name>A</a:Name><a:PostalTradeAddress><a:CountryID>DE
</a:CountryID></a:PostalTradeAddress><a:SpecifiedTaxRegistration><a:ID schemeID="VA">DE136695976</a:ID>
</a:SpecifiedTaxRegistration></a:SellerTradeParty><a:BuyerTradeParty><a:Name>B</a:Name></a:BuyerTradeParty>
</a:ApplicableHeaderTradeAgreement><a:ApplicableHeaderTradeDelivery/><a:ApplicableHeaderTradeSettlement>
<a:InvoiceCurrencyCode>EUR</a:InvoiceCurrencyCode><a:SpecifiedTradeSettlementPaymentMeans><a:TypeCode>58</a:TypeCode>
<a:PayeePartyCreditorFinancialAccount><a:IBANID>DE02120300000000202051</a:IBANID>
</a:PayeePartyCreditorFinancialAccount></a:SpecifiedTradeSettlementPaymentMeans><a:ApplicableTradeTax>
<a:CalculatedAmount>0.19</a:CalculatedAmount><a:TypeCode>VAT</a:TypeCode><a:BasisAmount>1.00</a:BasisAmount>
<a:CategoryCode>S</a:CategoryCode><a:RateApplicablePercent>19</a:RateApplicablePercent></a:ApplicableTradeTax>
<a:SpecifiedTradeSettlementHeaderMonetarySummation><a:LineTotalAmount>1.00</a:LineTotalAmount><a:TaxBasisTotalAmount>
1.00</a:TaxBasisTotalAmount><a:TaxTotalAmount currencyID="EUR">0.19</a:TaxTotalAmount><a:GrandTotalAmount>1.19
</a:GrandTotalAmount><a:DuePayableAmount>1.19</a:DuePayableAmount></a:SpecifiedTradeSettlementHeaderMonetarySummation>
</a:ApplicableHeaderTradeSettlement></r:SupplyChainTradeTransaction></r:CrossIndustryInvoice>"""

for _ in range(2):
    for _sample in (_UBL, _CII):
        broken_official(_sample.encode())
